/**
 * The words that every feature speaks: who asks, of which tenant, for how much money, and what went wrong. Nothing here
 * knows a database, a request or a page; it stands on the JDK alone, so that every decision can be tried without a
 * container.
 */
package io.groundwork.platform.kernel;
