package io.groundwork.retrieval;

import java.util.Objects;

/**
 * A passage as it goes into the index.
 *
 * @param ordinal its place in the document, from 0
 * @param start where it begins in the version's text, in code points
 * @param end where it ends, exclusive, in code points
 * @param heading the headings above it; may be empty
 * @param text the passage itself, as it stands in the version's text
 * @param embedding its vector, of length 1, made from {@link PassageText}
 */
public record IndexedChunk(int ordinal, int start, int end, String heading, String text, float[] embedding) {

    public IndexedChunk {
        Objects.requireNonNull(heading, "heading");
        if (ordinal < 0 || start < 0 || end <= start || text.isBlank() || embedding.length == 0) {
            throw new IllegalArgumentException("a chunk has a place, text and a vector");
        }
    }
}
