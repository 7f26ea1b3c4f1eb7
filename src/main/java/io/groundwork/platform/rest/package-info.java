/**
 * The pieces that every resource shares: how requests reach the resources, how JSON is read with a clear word on each bad
 * field, and how a problem is told (OpenAI's shape under /v1, RFC 9457 elsewhere). Features add resources in their own
 * {@code rest} packages.
 */
package io.groundwork.platform.rest;
