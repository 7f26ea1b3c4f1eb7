package io.groundwork.model;

/**
 * A part of a passage that can be quoted by itself.
 *
 * @param start where it begins in the passage's text, in UTF-16 units
 * @param end where it ends, exclusive
 * @param text the words, white space made single
 * @param context what it stands under: the heading, the question or the line that introduces it; empty without one
 * @param kind what kind of part it is
 */
record Sentence(int start, int end, String text, String context, Kind kind) {

    /** Whether it says something by itself: a heading, a question and the announcement of a list do not. */
    boolean standsAlone() {
        return switch (kind) {
            case HEADING, QUESTION -> false;
            case SENTENCE -> !text.endsWith(":");
            case ITEM, LIST -> true;
        };
    }

    enum Kind {
        SENTENCE,
        /** An item of a list, or a row of a table. */
        ITEM,
        /** A line that introduces a list, with the whole list. */
        LIST,
        HEADING,
        QUESTION
    }
}
