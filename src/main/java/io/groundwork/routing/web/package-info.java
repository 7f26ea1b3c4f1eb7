/**
 * The pages of the routing policy: what applies, how it came about, a draft and what it would change. A policy stands here
 * in sentences; its JSON is the same policy for those who prefer it.
 */
package io.groundwork.routing.web;
