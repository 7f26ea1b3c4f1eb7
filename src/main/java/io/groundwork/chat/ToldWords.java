package io.groundwork.chat;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What a model was told, letter by letter, and which runs of it are being said just now. Runs are found by their first
 * letters: as long as no such beginning is said, a letter costs one look into a table.
 */
final class ToldWords {

    /** From so many letters on, what is being said may become a repetition. */
    private static final int BEGINNING = 12;

    private static final int FACTOR = 31;
    private static final int FACTOR_OF_OLDEST = power();
    private static final int TABLE = 1 << 16;

    private final int[] told;
    private final int ours;
    private final BitSet beginnings;

    private final int[] window = new int[BEGINNING];
    private int said;
    private int hash;
    /** For each run, the longest first: where it would go on, and how long it is. */
    private int[] next = new int[8];

    private int[] lengths = new int[8];
    private int running;

    /**
     * @param rules what we always say
     * @param additions what the organisation adds
     */
    ToldWords(String rules, String additions) {
        int[] first = Letters.of(rules);
        int[] then = Letters.of(additions);
        this.ours = first.length;
        this.told = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, told, ours, then.length);
        this.beginnings = new BitSet(TABLE);
        int rolling = 0;
        for (int i = 0; i < told.length; i++) {
            rolling = rolling * FACTOR + told[i] - (i < BEGINNING ? 0 : told[i - BEGINNING] * FACTOR_OF_OLDEST);
            if (i >= BEGINNING - 1) {
                beginnings.set(place(rolling));
            }
        }
    }

    private ToldWords(ToldWords same) {
        this.told = same.told;
        this.ours = same.ours;
        this.beginnings = same.beginnings;
    }

    /** The same, of which nothing was said yet. */
    ToldWords again() {
        return new ToldWords(this);
    }

    /** How many letters are ours. */
    int ours() {
        return ours;
    }

    void say(int letter) {
        int at = said % BEGINNING;
        hash = hash * FACTOR + letter - window[at] * FACTOR_OF_OLDEST;
        window[at] = letter;
        said++;
        goOn(letter);
        if (said >= BEGINNING && beginnings.get(place(hash))) {
            begin();
        }
    }

    /** How many letters of what was just said are a run of what was told; 0 where they are too few to tell. */
    int longest() {
        return running == 0 ? 0 : lengths[0];
    }

    /**
     * Whether a run is a repetition.
     *
     * @param enough letters, where it began in our own words
     * @param enoughOfTheirs letters, where it is all that the organisation added
     */
    boolean repeated(int enough, int enoughOfTheirs) {
        for (int i = 0; i < running; i++) {
            int start = next[i] - lengths[i];
            boolean fromOurs = start < ours && lengths[i] >= enough;
            boolean allOfTheirs = next[i] == told.length && start <= ours && lengths[i] >= enoughOfTheirs;
            if (fromOurs || allOfTheirs) {
                return true;
            }
        }
        return false;
    }

    private void goOn(int letter) {
        int kept = 0;
        for (int i = 0; i < running; i++) {
            if (next[i] < told.length && told[next[i]] == letter) {
                next[kept] = next[i] + 1;
                lengths[kept++] = lengths[i] + 1;
            }
        }
        running = kept;
    }

    private void begin() {
        for (int end = BEGINNING; end <= told.length; end++) {
            if (isWindow(end) && !isRunning(end)) {
                if (running == next.length) {
                    next = Arrays.copyOf(next, 2 * running);
                    lengths = Arrays.copyOf(lengths, 2 * running);
                }
                next[running] = end;
                lengths[running++] = BEGINNING;
            }
        }
    }

    private boolean isWindow(int end) {
        for (int back = 1; back <= BEGINNING; back++) {
            if (told[end - back] != window[(said - back) % BEGINNING]) {
                return false;
            }
        }
        return true;
    }

    private boolean isRunning(int end) {
        for (int i = 0; i < running; i++) {
            if (next[i] == end) {
                return true;
            }
        }
        return false;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 16) & TABLE - 1;
    }

    private static int power() {
        int power = 1;
        for (int i = 0; i < BEGINNING; i++) {
            power *= FACTOR;
        }
        return power;
    }
}
