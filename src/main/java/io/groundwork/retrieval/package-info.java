/**
 * Finds the passages that answer a question among those that the caller may read, and nothing else. Both legs, vectors
 * and words, filter by access class inside their queries, so a search neither shows nor counts, weighs or times what is
 * hidden: not one score changes because of a document that the caller cannot see.
 *
 * <p>It refuses to decide access (a {@code ReadableScope} comes from below and cannot be made here), to search without a
 * scope, and to know what is done with the passages.
 */
package io.groundwork.retrieval;
