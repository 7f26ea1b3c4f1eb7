package io.groundwork.chat;

import java.text.Normalizer;
import java.util.Arrays;

/** Letters and digits as they are compared: small, without accents, and in their plain form whatever dress they wear. */
final class Letters {

    private static final int[] NONE = {};
    private static final int[][] PLAIN = new int[128][];

    static {
        for (int point = 0; point < PLAIN.length; point++) {
            PLAIN[point] = Character.isLetterOrDigit(point) ? new int[] {Character.toLowerCase(point)} : NONE;
        }
    }

    private Letters() {}

    /** The letters of a text. */
    static int[] of(String text) {
        // Without streams: this is done to our own rules at every answer.
        int[] letters = new int[text.length()];
        int count = 0;
        for (int at = 0, point; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            for (int letter : of(point)) {
                if (count == letters.length) {
                    letters = Arrays.copyOf(letters, 2 * count);
                }
                letters[count++] = letter;
            }
        }
        return Arrays.copyOf(letters, count);
    }

    /** The letters behind one character: none of a dash, two of a ligature. */
    static int[] of(int point) {
        if (point < PLAIN.length) {
            return PLAIN[point];
        }
        if (!Character.isLetterOrDigit(point) && Character.getType(point) != Character.OTHER_SYMBOL) {
            return NONE;
        }
        String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        return plain.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .toArray();
    }
}
