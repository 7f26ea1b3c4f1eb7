/**
 * Who changed what. Every change of configuration is recorded in the transaction that makes it, so that neither exists
 * without the other. Nothing here changes or removes an entry; the application's database role cannot.
 */
package io.groundwork.audit;
