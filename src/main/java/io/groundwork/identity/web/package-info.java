/** Signing in at the door: the one authentication mechanism, and the page session that a sign-in opens. */
package io.groundwork.identity.web;
