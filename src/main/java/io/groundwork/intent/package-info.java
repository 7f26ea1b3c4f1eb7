/**
 * What kind of question is asked. A small trained classifier tells, from labelled examples that ship with the product and
 * from the tenant's own, with a confidence that means what it says. It refuses to know what follows from its answer: that
 * is routing's.
 */
package io.groundwork.intent;
