/**
 * What may be spent and what was: budgets, the money that is held for calls under way, and the ledger. Money is held before
 * a call leaves and settled when it has ended, each in one transaction with what it is held for, so that neither two calls
 * at once nor a crash can spend what is not there. Models are known by alias alone, and their prices as they are told; what
 * may be answered instead, when money runs low, is for others to say.
 */
package io.groundwork.budget;
