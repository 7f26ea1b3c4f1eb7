package io.groundwork.model;

/**
 * A piece of a document that may hold the answer.
 *
 * @param title of the document
 * @param heading under which it stands; empty without one
 * @param text as it stands in the document
 * @param score how well retrieval found it to match, 0 to 1
 */
public record Passage(String title, String heading, String text, double score) {}
