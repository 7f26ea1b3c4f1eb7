/** Measurements of the whole, between running processes; {@code deploy/bench} starts them and ends them. */
package io.groundwork.bench;
