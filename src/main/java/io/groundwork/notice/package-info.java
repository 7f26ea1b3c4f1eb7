/**
 * Tells people and programs what was raised of their money: on a page, by mail, and by webhooks that follow the Standard
 * Webhooks. What is told was decided and written elsewhere, in the transaction that brought it about; here it is passed on, tried
 * again until it arrives, and put on record. It refuses to carry questions, answers or names of people.
 */
package io.groundwork.notice;
