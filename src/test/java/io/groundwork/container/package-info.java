/** Tests that run inside the server, where injection, transactions and interceptors are the real ones. */
package io.groundwork.container;
