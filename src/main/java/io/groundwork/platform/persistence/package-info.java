/**
 * The one way to the database: tenant-bound transactions, SQL with bound parameters, and the migrations. The tenant is
 * set transaction-locally on the connection that the transaction uses, so that the row level security of every table
 * holds for entities and SQL alike; without it a query returns nothing.
 */
package io.groundwork.platform.persistence;
