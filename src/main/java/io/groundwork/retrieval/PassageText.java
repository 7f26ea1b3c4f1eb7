package io.groundwork.retrieval;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a passage is read by both legs: the document's title, the headings above the passage, and the passage. A
 * paragraph on "the same day" says nothing without the heading "Returning equipment" over it.
 */
public final class PassageText {

    private PassageText() {}

    /** The text to embed and to count words in; a heading that repeats the title is not read twice. */
    public static String of(String title, String heading, String text) {
        Stream<String> parts = heading.equals(title) ? Stream.of(title, text) : Stream.of(title, heading, text);
        return parts.filter(part -> !part.isBlank()).map(String::strip).collect(Collectors.joining("\n"));
    }
}
