package io.groundwork.chat;

import java.util.regex.Pattern;

/** How verbatim words of a document read as part of an answer: wrapped lines joined, list items kept as lines. */
final class QuotedText {

    private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*+•‣▪]|\\(?(?:\\d{1,3}|[a-zA-Z])[.)])\\s+");
    private static final Pattern LABEL = Pattern.compile("^(?:A|Answer)\\s*:\\s+");
    private static final Pattern NUMBER = Pattern.compile("\\[(\\d{1,3})]");

    private QuotedText() {}

    static String shown(String quote) {
        StringBuilder shown = new StringBuilder();
        for (String line : quote.split("\\R")) {
            boolean item = ITEM.matcher(line).find();
            String words = row(ITEM.matcher(line).replaceFirst("").strip());
            if (!words.isEmpty()) {
                shown.append(shown.isEmpty() ? "" : item ? "\n" : " ")
                        .append(item && !shown.isEmpty() ? "- " : "")
                        .append(words);
            }
        }
        String text = LABEL.matcher(Untrusted.tame(shown.toString())).replaceFirst("");
        return NUMBER.matcher(text).replaceAll("($1)").replaceAll("[ \\t]+", " ");
    }

    /** Cells of a table row, side by side. */
    private static String row(String line) {
        if (line.chars().filter(c -> c == '|').count() < 2) {
            return line;
        }
        return line.replaceAll("^\\||\\|$", "").replaceAll("\\s*\\|\\s*", " · ").strip();
    }
}
