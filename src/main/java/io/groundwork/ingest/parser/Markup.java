package io.groundwork.ingest.parser;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Turns a stream of HTML elements into blocks. Elements it does not know let their text through; scripts, styles and
 * whatever else no reader sees do not.
 */
final class Markup {

    private static final Set<String> UNSEEN = Set.of(
            "script", "style", "head", "template", "noscript", "svg", "object", "iframe", "nav", "select", "button");
    private static final Set<String> BREAKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "blockquote",
            "dl",
            "dt",
            "dd",
            "li",
            "figure",
            "figcaption",
            "body",
            "hr",
            "form",
            "fieldset",
            "details",
            "summary",
            "address",
            "pre",
            "caption");

    /** How word processors begin the paragraphs of a list. */
    private static final String BULLETS = "\u00b7\u2022\u25aa\u25e6\uf0b7";

    private final Manuscript manuscript;
    private final boolean brokenLines;
    private final PlainLines plain = new PlainLines();
    private final StringBuilder inline = new StringBuilder();
    private final Deque<OpenList> lists = new ArrayDeque<>();
    private final List<List<String>> rows = new ArrayList<>();
    private int unseen;
    private int tables;
    private int preformatted;
    private int items;

    /** A list whose items come; ordered ones count them. */
    private static final class OpenList {
        private final boolean ordered;
        private int count;

        OpenList(boolean ordered) {
            this.ordered = ordered;
        }

        String bullet() {
            return ordered ? count + "." : "-";
        }
    }

    /** @param brokenLines whether line ends in paragraphs are those of a page's layout, as in PDFs */
    Markup(Manuscript manuscript, boolean brokenLines) {
        this.manuscript = manuscript;
        this.brokenLines = brokenLines;
    }

    void open(String element) {
        if (unseen > 0 || UNSEEN.contains(element)) {
            unseen++;
        } else if (element.equals("br")) {
            inline.append('\n');
        } else if (tables > 0) {
            openInTable(element);
        } else {
            openInText(element);
        }
    }

    private void openInTable(String element) {
        switch (element) {
            case "table" -> tables++;
            case "tr" -> {
                if (tables == 1) {
                    rows.add(new ArrayList<>());
                }
                inline.append(tables == 1 ? "" : " ");
            }
            case "td", "th" -> inline.append(tables == 1 ? "" : " ");
            default -> inline.append(BREAKS.contains(element) ? " " : "");
        }
    }

    private void openInText(String element) {
        boolean breaks = BREAKS.contains(element) || level(element) > 0 || isList(element) || element.equals("table");
        if (breaks) {
            flush();
        }
        switch (element) {
            case "table" -> tables++;
            case "ul", "ol" -> lists.push(new OpenList(element.equals("ol")));
            case "li" -> openItem();
            case "pre" -> preformatted++;
            default -> {}
        }
    }

    private void openItem() {
        items++;
        if (!lists.isEmpty()) {
            lists.peek().count++;
        }
    }

    void text(CharSequence characters) {
        if (unseen > 0) {
            return;
        }
        if (preformatted > 0 || brokenLines) {
            inline.append(characters);
        } else {
            inline.append(characters.toString().replaceAll("\\s+", " "));
        }
    }

    void close(String element) {
        if (unseen > 0) {
            unseen--;
        } else if (tables > 0) {
            closeInTable(element);
        } else {
            closeInText(element);
        }
    }

    private void closeInTable(String element) {
        switch (element) {
            case "table" -> {
                if (--tables == 0) {
                    flushPlain();
                    manuscript.table(rows);
                    rows.clear();
                    inline.setLength(0);
                }
            }
            case "td", "th" -> {
                if (tables == 1) {
                    closeCell();
                }
            }
            default -> inline.append(BREAKS.contains(element) ? " " : "");
        }
    }

    private void closeCell() {
        if (rows.isEmpty()) {
            rows.add(new ArrayList<>());
        }
        rows.get(rows.size() - 1).add(inline.toString());
        inline.setLength(0);
    }

    private void closeInText(String element) {
        int level = level(element);
        if (level > 0) {
            flushPlain();
            manuscript.heading(level, inline);
            inline.setLength(0);
        } else if (BREAKS.contains(element) || isList(element)) {
            flush();
        }
        switch (element) {
            case "ul", "ol" -> lists.poll();
            case "li" -> items = Math.max(0, items - 1);
            case "pre" -> preformatted = Math.max(0, preformatted - 1);
            default -> {}
        }
    }

    /** Ends the document. */
    void end() {
        flush();
        flushPlain();
    }

    private void flush() {
        if (inline.toString().isBlank()) {
            inline.setLength(0);
            return;
        }
        if (preformatted > 0) {
            flushPlain();
            manuscript.code(inline);
        } else if (items > 0) {
            flushPlain();
            manuscript.item(lists.size(), lists.isEmpty() ? "-" : lists.peek().bullet(), inline);
        } else if (brokenLines) {
            plain.add(CleanText.clean(inline).strip());
        } else if (BULLETS.indexOf(inline.toString().strip().charAt(0)) >= 0) {
            manuscript.item(1, "-", inline.toString().strip().substring(1));
        } else {
            manuscript.paragraph(inline);
        }
        inline.setLength(0);
    }

    private void flushPlain() {
        plain.flush(manuscript);
    }

    private static boolean isList(String element) {
        return element.equals("ul") || element.equals("ol");
    }

    private static int level(String element) {
        boolean heading = element.length() == 2 && element.charAt(0) == 'h';
        int level = heading ? element.charAt(1) - '0' : 0;
        return level >= 1 && level <= 6 ? level : 0;
    }
}
