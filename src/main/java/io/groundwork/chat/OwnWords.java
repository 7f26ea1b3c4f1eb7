package io.groundwork.chat;

import io.groundwork.platform.kernel.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Stands between a model's words and the person, and notices when the model tells what we told the model. Letters and digits
 * are compared, whatever stands between them and however they are cut into pieces: a run of our own rules is held back as
 * soon as it looks like one, and when it has become long nothing more is shown but that the answer ends here. An
 * organisation's own additions may hold phrases that are meant to be said; they count only as a continuation of our rules,
 * or when all of them are repeated. Their code words are never said.
 */
final class OwnWords {

    /** So many letters are nobody's chance wording. */
    private static final int REPEATED = 40;

    private static final String NOTICE_BEGINS = "\n\n";

    private final ToldWords told;
    private final List<CodeWord> codes;
    private final int enough;
    private final StringBuilder text = new StringBuilder();
    /** Where each letter that was said stands in the text. */
    private int[] places = new int[256];

    private int letters;
    private int released;
    private boolean repeated;

    /**
     * @param rules what we always say
     * @param additions what the organisation adds; empty when it adds nothing
     * @param codes what of it is never said
     */
    OwnWords(String rules, String additions, List<CodeWord> codes) {
        this(new ToldWords(rules, additions), codes);
    }

    private OwnWords(ToldWords told, List<CodeWord> codes) {
        this.told = told;
        this.codes = codes;
        this.enough = Math.min(REPEATED, told.ours());
    }

    /** Takes the next words and keeps back what may become a repetition. */
    void accept(String more) {
        if (repeated) {
            return;
        }
        int from = text.length();
        text.append(more);
        for (int at = from; at < text.length() && !repeated; ) {
            int point = text.codePointAt(at);
            for (int letter : Letters.of(point)) {
                say(letter, at);
            }
            at += Character.charCount(point);
            release(at);
        }
        if (repeated) {
            stop();
        }
    }

    /** Nothing follows: what only looked like a repetition was none. */
    void finish() {
        released = text.length();
    }

    /** Reads a text beside the answer as well, such as what a tool is to be called with. */
    void readToo(String beside) {
        if (repeated) {
            return;
        }
        OwnWords fresh =
                new OwnWords(told.again(), codes.stream().map(CodeWord::again).toList());
        fresh.accept(beside);
        if (fresh.repeated) {
            repeated = true;
            stop();
        }
    }

    /** Whether the model began to tell the person what it was told. */
    boolean repeated() {
        return repeated;
    }

    /** All that may be shown so far. */
    String shown() {
        return text.substring(0, released);
    }

    /** What may be shown from this place on. */
    String shown(int from) {
        return text.substring(from, released);
    }

    private void say(int letter, int place) {
        if (letters == places.length) {
            places = Arrays.copyOf(places, 2 * letters);
        }
        places[letters++] = place;
        told.say(letter);
        repeated |= told.repeated(enough, REPEATED / 2);
        for (CodeWord code : codes) {
            repeated |= code.say(letter);
        }
    }

    private void release(int read) {
        int held = told.longest();
        for (CodeWord code : codes) {
            held = Math.max(held, code.held());
        }
        int safe = held == 0 ? read : places[letters - held];
        released = Math.max(released, safe);
    }

    private void stop() {
        text.setLength(released);
        String notice = new Text("chat.rules_repeated").in(Locale.ENGLISH);
        text.append(text.toString().isBlank() ? "" : NOTICE_BEGINS).append(notice);
        released = text.length();
    }
}
