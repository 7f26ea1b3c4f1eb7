package io.groundwork.ingest;

import io.groundwork.retrieval.IndexedChunk;
import io.groundwork.retrieval.PassageText;

/**
 * A passage of a text.
 *
 * @param start where it begins in the text, in code points
 * @param end behind its last character, in code points
 * @param title what the document is called, as far as it is embedded
 * @param heading the headings that the whole passage stands under
 * @param text the passage, verbatim
 */
record Chunk(int ordinal, int start, int end, String title, String heading, String text) {

    /** What is embedded: the passage in the light of its title and headings. */
    String inContext() {
        return PassageText.of(title, heading, text);
    }

    IndexedChunk indexed(float[] embedding) {
        return new IndexedChunk(ordinal, start, end, heading, text, embedding);
    }
}
