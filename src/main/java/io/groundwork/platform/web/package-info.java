/**
 * What every request passes, whether a page or a call: its trace, the caller that the sign-in mechanism found, and the
 * headers that tell a browser what it may do. Only plain servlets here; pages and resources stand on it.
 */
package io.groundwork.platform.web;
