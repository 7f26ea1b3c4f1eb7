package io.groundwork.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a passage into the parts that can be quoted: sentences of paragraphs (whatever their line breaks), items of lists,
 * rows of tables; and lists as a whole under the line that introduces them. Each part knows what it stands under.
 */
final class Sentences {

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern ITEM = Pattern.compile("(?:[-*+•‣▪]|\\(?(?:\\d{1,3}|[a-zA-Z])[.)])\\s+\\S.*");
    private static final Pattern RULE = Pattern.compile("[-=_*~|:+\\s]{3,}");
    private static final Pattern LABEL =
            Pattern.compile("^(?:Q|Question|A|Answer)\\s*[:.)]\\s*", Pattern.CASE_INSENSITIVE);
    /** The end of a sentence: a full stop and its closing marks, with white space and a beginning behind it. */
    private static final Pattern STOP =
            Pattern.compile("[.!?]+[\"'”’)\\]*_]*(?=\\s+[\"'“‘(\\[*_]*[\\p{Lu}\\p{N}])|[。！？]+");

    private static final Pattern ABBREVIATION = Pattern.compile(
            "(?:^|[\\s(\"“])(?:[A-Za-z]|e\\.g|i\\.e|etc|cf|vs|no|nos|dr|mr|mrs|ms|prof|st|inc|ltd|co|corp|fig|sec|art|approx|dept|max|min|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.$",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_HEADING = 80;
    private static final int LONGEST_LIST = 700;

    private final String text;
    private final List<Sentence> found = new ArrayList<>();
    private String context;
    private int listStart = -1;
    private int listEnd;

    private Sentences(String text, String context) {
        this.text = text;
        this.context = context;
    }

    /** The parts of a passage in their order. */
    static List<Sentence> of(String text, String heading) {
        Sentences sentences = new Sentences(text, heading);
        sentences.cut();
        return sentences.found;
    }

    private record Line(int start, int end, String text) {
        boolean blank() {
            return text.isEmpty();
        }
    }

    private void cut() {
        List<Line> lines = lines();
        for (int i = 0; i < lines.size(); ) {
            i = block(lines, i);
        }
        endList();
    }

    /** Takes one line or paragraph and tells where the next begins. */
    private int block(List<Line> lines, int at) {
        Line line = lines.get(at);
        if (line.blank() || RULE.matcher(line.text()).matches()) {
            return at + 1;
        }
        Matcher heading = HEADING.matcher(line.text());
        if (heading.matches()) {
            heading(line, heading.group(1));
            return at + 1;
        }
        int end = at + 1;
        boolean single = isItem(line) || isRow(line);
        while (end < lines.size() && continues(lines.get(end), isRow(line))) {
            end++;
        }
        if (!single && end == at + 1 && isTitle(line, lines, end)) {
            heading(line, line.text());
        } else if (single) {
            item(line.start(), lines.get(end - 1).end());
        } else {
            paragraph(line.start(), lines.get(end - 1).end());
        }
        return end;
    }

    private static boolean continues(Line next, boolean afterRow) {
        return !next.blank()
                && !afterRow
                && !isItem(next)
                && !isRow(next)
                && !HEADING.matcher(next.text()).matches()
                && !RULE.matcher(next.text()).matches();
    }

    private static boolean isItem(Line line) {
        return ITEM.matcher(line.text()).matches();
    }

    private static boolean isRow(Line line) {
        return line.text().indexOf('\t') > 0
                || line.text().chars().filter(c -> c == '|').count() >= 2;
    }

    /** A short line by itself, without an end mark, with something under it. */
    private static boolean isTitle(Line line, List<Line> lines, int next) {
        boolean under = next < lines.size();
        return under && line.text().length() <= LONGEST_HEADING && !line.text().matches(".*[.!?:;,]$");
    }

    private void heading(Line line, String words) {
        endList();
        context = words;
        add(line.start(), line.end(), Sentence.Kind.HEADING);
    }

    private void item(int start, int end) {
        if (listStart >= 0 && end - listStart <= LONGEST_LIST) {
            listEnd = end;
        }
        add(start, end, Sentence.Kind.ITEM);
    }

    private void paragraph(int start, int end) {
        endList();
        Matcher stop = STOP.matcher(text).region(start, end).useTransparentBounds(true);
        int from = start;
        while (stop.find()) {
            if (!ABBREVIATION.matcher(text.substring(from, stop.end())).find()) {
                sentence(from, stop.end());
                from = stop.end();
            }
        }
        sentence(from, end);
    }

    private void sentence(int rawStart, int rawEnd) {
        int start = rawStart;
        int end = rawEnd;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (start == end) {
            return;
        }
        char last = text.charAt(end - 1);
        if (last == '?') {
            add(start, end, Sentence.Kind.QUESTION);
            context = LABEL.matcher(single(text.substring(start, end))).replaceFirst("");
        } else {
            add(start, end, Sentence.Kind.SENTENCE);
        }
        if (last == ':') {
            listStart = start;
            listEnd = start;
        }
    }

    /** A list that was introduced becomes a part of its own, with as many of its items as can be quoted. */
    private void endList() {
        if (listStart >= 0 && listEnd > listStart) {
            add(listStart, listEnd, Sentence.Kind.LIST);
        }
        listStart = -1;
    }

    private void add(int start, int end, Sentence.Kind kind) {
        String words = single(text.substring(start, end));
        boolean introduced = kind == Sentence.Kind.ITEM && listStart >= 0;
        String under = introduced ? single(text.substring(listStart, introduction())) : context;
        found.add(new Sentence(start, end, words, under, kind));
    }

    private int introduction() {
        int colon = text.indexOf(":", listStart);
        int line = text.indexOf("\n", listStart);
        int end = Math.max(colon, 0);
        return end == 0 ? Math.max(line, listStart) : end;
    }

    private static String single(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int from = 0; from <= text.length(); ) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline;
            int start = from;
            int end = to;
            while (start < end && Character.isWhitespace(text.charAt(start))) {
                start++;
            }
            while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            lines.add(new Line(start, end, text.substring(start, end)));
            from = to + 1;
        }
        return lines;
    }
}
