package io.groundwork.chat;

/**
 * About how many tokens a text has for a large model, in one pass: four letters or blanks, two digits, signs or accented
 * letters, or one character of another script. Prose has fewer. Counting with a tokenizer takes longer than all else that is
 * done for a question, and it would be another model's tokenizer; what is held for a call has a margin on top.
 */
final class ApproximateTokens {

    private static final int QUARTERS = 4;
    private static final int LAST_ACCENTED = 0x24F;

    private ApproximateTokens() {}

    static long of(String text) {
        long quarters = 0;
        for (int i = 0; i < text.length(); i++) {
            quarters += quarters(text.charAt(i));
        }
        return (quarters + QUARTERS - 1) / QUARTERS;
    }

    private static int quarters(char each) {
        if (each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each == ' ') {
            return 1;
        }
        return each <= LAST_ACCENTED ? 2 : QUARTERS;
    }
}
