package io.groundwork.platform.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180) that are safe to open in a spreadsheet: a cell that one would take for a formula is
 * written with an apostrophe before it, and read without. A number below zero is none.
 */
public final class Csv {

    /** What a spreadsheet computes, and what looks like such a cell made inert. */
    private static final Pattern FORMULA = Pattern.compile("(?!-\\d+(?:\\.\\d+)?\\z)'*[=+\\-@\t\r].*", Pattern.DOTALL);

    private static final String LINE_END = "\r\n";
    private static final char QUOTE = '"';
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Csv() {}

    /** One line, its end included. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + LINE_END;
    }

    private static String cell(String text) {
        String inert = FORMULA.matcher(text).matches() ? "'" + text : text;
        boolean plain = inert.equals(inert.strip())
                && inert.chars().noneMatch(c -> c == QUOTE || c == ',' || c == ';' || c == '\n' || c == '\r');
        return plain ? inert : QUOTE + inert.replace("\"", "\"\"") + QUOTE;
    }

    /**
     * A line of cells that was read.
     *
     * @param number of the line in the text on which it begins, from one
     */
    public record Line(int number, List<String> cells) {

        public Line {
            cells = List.copyOf(cells);
        }
    }

    /**
     * The lines of a text that are not blank. Semicolons part the cells where the first line has no comma, as spreadsheets
     * write it where the comma is the decimal mark. A quote that is not closed reaches to the end of the text.
     */
    public static List<Line> read(String text) {
        String body = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        String first = body.lines().findFirst().orElse("");
        return new Reading(body, first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',').lines();
    }

    /** One pass over a text. */
    private static final class Reading {

        private final String text;
        private final char comma;
        private final List<Line> lines = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private List<String> cells = new ArrayList<>();
        private boolean quoted;
        private boolean wasQuoted;
        private int begun = 1;
        private int number = 1;

        Reading(String text, char comma) {
            this.text = text;
            this.comma = comma;
        }

        List<Line> lines() {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean doubled = quoted && c == QUOTE && i + 1 < text.length() && text.charAt(i + 1) == QUOTE;
                take(c, doubled);
                i += doubled ? 1 : 0;
            }
            endLine();
            return lines;
        }

        private void take(char c, boolean doubled) {
            number += c == '\n' ? 1 : 0;
            if (c == QUOTE && !doubled && (quoted || cell.isEmpty())) {
                quoted = !quoted;
                wasQuoted = true;
            } else if (quoted || c != comma && c != '\n' && c != '\r') {
                cell.append(c);
            } else if (c == comma) {
                endCell();
            } else if (c == '\n') {
                endLine();
            }
        }

        private void endCell() {
            String value = wasQuoted ? cell.toString() : cell.toString().strip();
            boolean inert = value.startsWith("'") && FORMULA.matcher(value).matches();
            cells.add(inert ? value.substring(1) : value);
            cell.setLength(0);
            wasQuoted = false;
        }

        private void endLine() {
            endCell();
            if (cells.stream().anyMatch(value -> !value.isEmpty())) {
                lines.add(new Line(begun, cells));
            }
            cells = new ArrayList<>();
            begun = number;
        }
    }
}
