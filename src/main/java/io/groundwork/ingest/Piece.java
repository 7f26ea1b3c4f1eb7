package io.groundwork.ingest;

import io.groundwork.ingest.parser.Block;

/**
 * The least part of a text that a chunk takes in whole: a sentence, a list item, a table.
 *
 * @param start in Java characters
 * @param end in Java characters
 * @param section which heading it stands under, counted from the beginning
 */
record Piece(Block.Kind kind, int start, int end, int tokens, int section) {

    boolean isHeading() {
        return kind == Block.Kind.HEADING;
    }

    /** Whether it may be repeated at the beginning of the next chunk. */
    boolean carriesOver() {
        return kind == Block.Kind.PARAGRAPH || kind == Block.Kind.LIST;
    }
}
