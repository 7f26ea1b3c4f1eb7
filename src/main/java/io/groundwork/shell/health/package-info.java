/**
 * Whether this node lives, and whether questions can be answered by it. It tells nobody more than that: what is wrong
 * stands in the log.
 */
package io.groundwork.shell.health;
