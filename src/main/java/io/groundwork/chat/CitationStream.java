package io.groundwork.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a model's words into what a person is shown, piece by piece: opaque marks become numbers by first use, marks that
 * stand for nothing are taken out and counted, and numbers in brackets that the model made up cannot pass for citations, and what nobody
 * can see is left out. The result does not depend on how the words were cut into pieces.
 */
final class CitationStream {

    /** Decides about a mark. */
    interface Marks {

        /**
         * The number of the source behind a mark, for the statement that it follows; empty when there is no such source, or
         * when it cannot be shown to hold anything of the statement.
         */
        OptionalInt number(String mark, String statement);
    }

    private static final Pattern MARKS =
            Pattern.compile("[⟦\\[]\\s*(c:\\s*\\w+(?:\\s*[,;]\\s*(?:c:)?\\s*\\w+)*)\\s*[⟧\\]]");
    private static final Pattern NUMBER = Pattern.compile("\\[\\s*(\\d+)\\s*]");
    private static final Pattern SHOWN_MARKS = Pattern.compile("(?:\\s*\\[\\d{1,3}])+\\s*$");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]\\s+(?=\\S)|\\n");
    private static final String CLOSING_PUNCTUATION = ".,;:!?)";
    private static final int LONGEST_MARK = 120;

    private static final Pattern NONE = Pattern.compile("[⟦\\[]\\s*none\\s*[⟧\\]]");

    private final Marks marks;
    private final boolean cites;
    private final VisibleText visible = new VisibleText();
    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder shown = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private final StringBuilder space = new StringBuilder();
    private final List<Integer> group = new ArrayList<>();
    private int dropped;
    private boolean afterDrop;
    private boolean nothing;

    CitationStream(Marks marks) {
        this(marks, true);
    }

    private CitationStream(Marks marks, boolean cites) {
        this.marks = marks;
        this.cites = cites;
    }

    /** For a model that was given nothing to cite: whatever looks like a mark is taken out, but code stays as it is. */
    static CitationStream withoutSources() {
        return new CitationStream((mark, statement) -> OptionalInt.empty(), false);
    }

    /** Whether the model began with the sign that it has no answer; whatever it said after that is not shown. */
    boolean nothing() {
        return nothing;
    }

    /** Takes the next words and gives what can be shown now. */
    String accept(String piece) {
        int from = shown.length();
        raw.append(piece);
        String seen = visible.accept(piece);
        for (int i = 0; i < seen.length(); i++) {
            take(seen.charAt(i));
        }
        return shown.substring(from);
    }

    /** The model has ended: what was held back is decided. */
    String finish() {
        int from = shown.length();
        release();
        space.setLength(0);
        return shown.substring(from);
    }

    /** All that the model said. */
    String raw() {
        return raw.toString();
    }

    /** All that is shown. */
    String shown() {
        return shown.toString();
    }

    /** How many marks were taken out. */
    int dropped() {
        return dropped;
    }

    private void take(char next) {
        if (nothing) {
            return;
        }
        if (held.isEmpty()) {
            outside(next);
            return;
        }
        if (next == '⟦' || next == '[' || next == '\n' || held.length() > LONGEST_MARK) {
            release();
            outside(next);
            return;
        }
        held.append(next);
        if (next == '⟧' || next == ']') {
            decide();
        }
    }

    private void outside(char next) {
        if (next == '⟦' || next == '[') {
            held.append(next);
        } else if (Character.isWhitespace(next)) {
            space.append(next);
        } else {
            plain(String.valueOf(next));
        }
    }

    private void plain(String text) {
        if (!afterDrop) {
            shown.append(space);
        } else if (CLOSING_PUNCTUATION.indexOf(text.charAt(0)) < 0) {
            int line = space.indexOf("\n");
            shown.append(line >= 0 ? space.substring(line) : space.isEmpty() ? "" : " ");
        }
        space.setLength(0);
        afterDrop = false;
        group.clear();
        shown.append(text);
    }

    private void decide() {
        String text = held.toString();
        Matcher cited = MARKS.matcher(text);
        Matcher number = NUMBER.matcher(text);
        if (cited.matches()) {
            held.setLength(0);
            String statement = statement();
            for (String mark : cited.group(1).split("[,;]")) {
                cite(mark.replaceFirst("^\\s*c:", "").strip(), statement);
            }
        } else if (cites && NONE.matcher(text).matches()) {
            none();
        } else if (number.matches() && !inCode()) {
            held.setLength(0);
            dropped++;
            plain("(" + number.group(1) + ")");
        } else {
            release();
        }
    }

    /** At the beginning it is the whole answer; anywhere else it is a mark that stands for nothing. */
    private void none() {
        if (shown.isEmpty()) {
            nothing = true;
        } else if (held.charAt(0) == '⟦') {
            dropped++;
            afterDrop = true;
        } else {
            release();
        }
        held.setLength(0);
    }

    /** Brackets after a backtick are an index, not a reference; where sources are cited, a forged one could hide there. */
    private boolean inCode() {
        return !cites && shown.chars().filter(each -> each == '`').count() % 2 == 1;
    }

    private void cite(String mark, String statement) {
        OptionalInt number = marks.number(mark, statement);
        if (number.isEmpty()) {
            dropped++;
            afterDrop = true;
        } else if (!group.contains(number.getAsInt())) {
            shown.append(shown.isEmpty() || !group.isEmpty() ? "" : " ")
                    .append('[')
                    .append(number.getAsInt())
                    .append(']');
            space.setLength(0);
            afterDrop = false;
            group.add(number.getAsInt());
        }
    }

    /** What was held back was no mark after all. */
    private void release() {
        if (!held.isEmpty()) {
            String text = held.toString().replace("⟦", "").replace("⟧", "");
            held.setLength(0);
            if (!text.isEmpty()) {
                plain(text);
            }
        }
    }

    /** The sentence that a mark at this place belongs to. */
    private String statement() {
        String before = SHOWN_MARKS.matcher(shown).replaceFirst("");
        Matcher end = SENTENCE_END.matcher(before);
        int from = 0;
        while (end.find()) {
            from = end.end();
        }
        return before.substring(from);
    }
}
