/** The pages of budgets and usage. */
package io.groundwork.budget.web;
