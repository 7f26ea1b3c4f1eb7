/** The protocol's streamable HTTP transport at {@code /mcp}: one address, one reply to each message, no stream of ours. */
package io.groundwork.mcp.rest;
