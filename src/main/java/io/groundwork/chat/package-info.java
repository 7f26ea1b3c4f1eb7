/**
 * A question becomes an answer here: retrieval under the caller's scope, the prompt, the model, and citations that are
 * numbered and verified before anyone sees them. Conversations and feedback belong to it as well.
 *
 * <p>It refuses to give an answer of which the evidence cannot be written, to show a citation that it has not found
 * verbatim in the cited version, and to hold a transaction while a model talks.
 */
package io.groundwork.chat;
