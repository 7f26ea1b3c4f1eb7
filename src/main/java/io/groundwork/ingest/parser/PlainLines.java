package io.groundwork.ingest.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Paragraphs of plain lines, as text files and PDFs have them: lines that were only wrapped are joined again, and a short
 * line alone above a paragraph is taken for its heading.
 */
final class PlainLines {

    private static final Pattern BULLET = Pattern.compile("^\\s*([-*+•◦▪‣–·]|\\(?\\d{1,3}[.)]|\\(?[a-z][.)])\\s+.*");
    private static final Pattern NUMBERED = Pattern.compile("^(\\d{1,2}(\\.\\d{1,2})*)\\.?\\s+\\p{Lu}.*");
    private static final Pattern HEADING = Pattern.compile("^[\\p{Lu}\\d][^.!?;,:]{2,69}\\??$");
    private static final Pattern LETTERS = Pattern.compile(".*\\p{L}{2,}.*", Pattern.DOTALL);
    private static final Pattern COLUMNS = Pattern.compile(".*\\S( {3,}|\\t)\\S.*");
    private static final Pattern ENDED = Pattern.compile(".*[.!?:;][\"')\u201d\u2019]?\\s*");
    /** A line this long, compared with its paragraph's longest, was probably broken for want of room. */
    private static final double FULL = 0.6;

    private static final double NEARLY_FULL = 0.75;
    private static final int SHORTEST_WRAP = 45;
    /** Lines beyond this were joined already, or come from a page that nobody reads as one column. */
    private static final int LONGEST_LINE = 180;
    /** Below this share of paragraphs, short lines are headings; above it, they are the text. */
    private static final double MOST_HEADINGS = 0.5;

    private static final int SHORTEST_BODY = 80;

    private final List<String> paragraphs = new ArrayList<>();

    void add(String paragraph) {
        String joined = unwrap(paragraph);
        if (!joined.isBlank()) {
            paragraphs.add(joined);
        }
    }

    /** Hands everything collected to the manuscript and begins anew. */
    void flush(Manuscript manuscript) {
        rejoin();
        boolean[] headings = headings();
        for (int i = 0; i < paragraphs.size(); i++) {
            String paragraph = paragraphs.get(i);
            if (headings[i]) {
                manuscript.heading(level(paragraph), paragraph);
            } else {
                manuscript.paragraph(paragraph);
            }
        }
        paragraphs.clear();
    }

    /** Some layouts set every line apart: a full line that ends no sentence goes on in the next paragraph. */
    private void rejoin() {
        int longest = paragraphs.stream()
                .flatMap(String::lines)
                .mapToInt(String::length)
                .filter(length -> length <= LONGEST_LINE)
                .max()
                .orElse(0);
        for (int i = paragraphs.size() - 2; i >= 0; i--) {
            String paragraph = paragraphs.get(i);
            String last = paragraph.substring(paragraph.lastIndexOf('\n') + 1);
            String next = paragraphs.get(i + 1);
            boolean goesOn = last.length() >= longest * NEARLY_FULL
                    && !ENDED.matcher(last).matches();
            if (goesOn && wrapped(last, next.lines().findFirst().orElse(""), longest)) {
                StringBuilder joined = new StringBuilder(paragraph);
                join(joined, next.strip());
                paragraphs.set(i, joined.toString());
                paragraphs.remove(i + 1);
            }
        }
    }

    private boolean[] headings() {
        boolean[] headings = new boolean[paragraphs.size()];
        int found = 0;
        for (int i = 0; i + 1 < headings.length; i++) {
            headings[i] = looksLikeHeading(paragraphs.get(i)) && isBody(i + 1);
            found += headings[i] ? 1 : 0;
        }
        return found <= Math.max(1, headings.length * MOST_HEADINGS) ? headings : new boolean[headings.length];
    }

    /** Text; or, below the first line of all, another heading above text. */
    private boolean isBody(int index) {
        String next = paragraphs.get(index);
        boolean belowTitle = index == 1
                && paragraphs.size() > 2
                && looksLikeHeading(next)
                && paragraphs.get(2).length() >= SHORTEST_BODY;
        return next.length() >= SHORTEST_BODY || BULLET.matcher(next).matches() || belowTitle;
    }

    private static boolean looksLikeHeading(String paragraph) {
        String line = paragraph.strip();
        return line.indexOf('\n') < 0
                && LETTERS.matcher(line).matches()
                && (HEADING.matcher(line).matches() || NUMBERED.matcher(line).matches() && line.length() <= 70)
                && !line.endsWith(".");
    }

    private static int level(String heading) {
        var number = NUMBERED.matcher(heading.strip());
        return number.matches() ? Math.min(6, 1 + number.group(1).split("\\.").length) : 2;
    }

    /** Joins the lines of a paragraph that were broken for want of room only, and words that were hyphenated for it. */
    static String unwrap(String paragraph) {
        String[] lines = paragraph.split("\n");
        int longest = 0;
        for (String line : lines) {
            longest = Math.max(longest, line.strip().length());
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (i > 0 && wrapped(lines[i - 1], line, longest)) {
                join(joined, line.strip());
            } else {
                joined.append(joined.isEmpty() ? "" : "\n").append(line.stripTrailing());
            }
        }
        return joined.toString();
    }

    private static boolean wrapped(String line, String next, int longest) {
        int length = line.strip().length();
        return longest >= SHORTEST_WRAP
                && length >= longest * FULL
                && !next.isBlank()
                && !BULLET.matcher(next).matches()
                && !COLUMNS.matcher(line).matches();
    }

    private static void join(StringBuilder joined, String next) {
        int last = joined.length() - 1;
        boolean hyphenated = last > 0
                && joined.charAt(last) == '-'
                && Character.isLowerCase(joined.charAt(last - 1))
                && Character.isLowerCase(next.codePointAt(0));
        if (hyphenated) {
            joined.setLength(last);
        } else {
            joined.append(' ');
        }
        joined.append(next);
    }
}
