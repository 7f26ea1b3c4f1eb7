/**
 * Durable work. A job is a row that names its kind and its subject; it is enqueued in the transaction that makes it
 * necessary, claimed with a lease, and claimed again when its worker died. Handlers must therefore be idempotent. It
 * refuses to carry contents: a job knows ids alone.
 */
package io.groundwork.platform.jobs;
