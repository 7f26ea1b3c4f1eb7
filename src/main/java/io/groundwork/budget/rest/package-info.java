/** Budgets on the wire. */
package io.groundwork.budget.rest;
