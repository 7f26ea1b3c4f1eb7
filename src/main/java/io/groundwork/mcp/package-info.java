/**
 * The assistant as a server of the Model Context Protocol: its messages, and the two tools that it offers. A tool asks the
 * same faces as the endpoints for programs do, so that access, quotas and evidence are the same whichever way one comes.
 *
 * <p>It keeps nothing between two messages and knows no session; whoever asks says with each message who they are.
 */
package io.groundwork.mcp;
