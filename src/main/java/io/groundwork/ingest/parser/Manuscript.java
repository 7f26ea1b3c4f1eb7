package io.groundwork.ingest.parser;

import java.util.ArrayList;
import java.util.List;

/** Collects cleaned blocks into one text: blocks are separated by a blank line, neighbouring list items by a line end. */
final class Manuscript {

    private static final int MOST_HEADING = 300;

    private final int mostCharacters;
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();

    /** A document has more text than is taken. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Manuscript(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    void heading(int level, CharSequence raw) {
        String line = CleanText.line(raw);
        if (line.length() > MOST_HEADING) {
            paragraph(line);
        } else {
            append(Block.Kind.HEADING, level, line);
        }
    }

    void paragraph(CharSequence raw) {
        append(Block.Kind.PARAGRAPH, 0, CleanText.lines(raw));
    }

    /** One item of a list, with its bullet or number; items that follow each other are one block. */
    void item(int depth, String bullet, CharSequence raw) {
        String lines = CleanText.lines(raw);
        if (lines.isEmpty()) {
            return;
        }
        String item = "  ".repeat(Math.max(0, depth - 1)) + bullet + " " + lines;
        Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        if (last == null || last.kind() != Block.Kind.LIST) {
            append(Block.Kind.LIST, 0, item);
            return;
        }
        room(item);
        text.append('\n').append(item);
        blocks.set(blocks.size() - 1, Block.of(Block.Kind.LIST, last.start(), text.length()));
    }

    /** Rows of cells; a table of one column is a layout, and told as paragraphs. */
    void table(List<List<String>> rows) {
        List<List<String>> filled = rows.stream()
                .map(Manuscript::cells)
                .filter(row -> !row.isEmpty())
                .toList();
        if (filled.stream().allMatch(row -> row.size() == 1)) {
            filled.forEach(row -> paragraph(row.get(0)));
            return;
        }
        int indent = filled.stream()
                .filter(row -> row.size() > 1)
                .mapToInt(Manuscript::emptyBefore)
                .min()
                .orElse(0);
        append(
                Block.Kind.TABLE,
                0,
                String.join("\n", filled.stream().map(row -> line(row, indent)).toList()));
    }

    private static String line(List<String> row, int indent) {
        return String.join(" | ", row.subList(Math.min(indent, emptyBefore(row)), row.size()));
    }

    private static int emptyBefore(List<String> row) {
        int empty = 0;
        while (empty < row.size() && row.get(empty).isEmpty()) {
            empty++;
        }
        return empty;
    }

    private static List<String> cells(List<String> row) {
        List<String> cells = new ArrayList<>(row.stream().map(CleanText::line).toList());
        while (!cells.isEmpty() && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
        return cells;
    }

    void code(CharSequence raw) {
        append(Block.Kind.CODE, 0, CleanText.preformatted(raw));
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The first heading's words; empty if there is none. */
    String firstHeading() {
        return blocks.stream()
                .filter(Block::isHeading)
                .findFirst()
                .map(block -> text.substring(block.start(), block.end()))
                .orElse("");
    }

    ParsedText finish(String title, String mediaType) {
        return new ParsedText(CleanText.line(title), mediaType, text.toString(), blocks);
    }

    private void append(Block.Kind kind, int level, String cleaned) {
        if (cleaned.isEmpty()) {
            return;
        }
        room(cleaned);
        if (!text.isEmpty()) {
            text.append("\n\n");
        }
        int start = text.length();
        text.append(cleaned);
        blocks.add(new Block(kind, Math.min(level, 6), start, text.length()));
    }

    private void room(String more) {
        if (text.length() + more.length() > mostCharacters) {
            throw new TooLong();
        }
    }
}
