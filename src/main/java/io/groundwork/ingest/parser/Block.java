package io.groundwork.ingest.parser;

/**
 * A piece of a document's text that belongs together.
 *
 * @param level 1 to 6 for headings, 0 otherwise
 * @param start where it begins in the text, in Java characters
 * @param end behind its last character
 */
public record Block(Kind kind, int level, int start, int end) {

    /** What a block is; tables and code keep their lines. */
    public enum Kind {
        HEADING,
        PARAGRAPH,
        LIST,
        TABLE,
        CODE
    }

    public Block {
        if (start < 0 || end <= start || level < 0 || level > 6) {
            throw new IllegalArgumentException("a block holds text, and levels go to six");
        }
    }

    public static Block of(Kind kind, int start, int end) {
        return new Block(kind, 0, start, end);
    }

    public boolean isHeading() {
        return kind == Kind.HEADING;
    }
}
