package io.groundwork.mcp;

import io.groundwork.platform.kernel.Caller;
import java.net.URI;

/**
 * Who sent a message, and how they want to be spoken to.
 *
 * @param base the address under which the caller knows this installation; links begin with it
 */
public record Exchange(Caller caller, Revision revision, URI base) {}
