/**
 * What ways of answering cost beside each other: prompting, retrieval, fine-tuning, hybrids, each as lines with their
 * formulas, and the volume at which one becomes cheaper than the other; and what a period's spending will come to. All of
 * it is exact arithmetic on what it is given. It refuses to know prices of its own: every amount is the caller's, a
 * tenant's model price, or a published example that says so.
 */
package io.groundwork.cost;
