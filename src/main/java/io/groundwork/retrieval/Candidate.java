package io.groundwork.retrieval;

/** A chunk that a leg proposed, and that leg's score of it. */
record Candidate(long chunk, double score) {}
