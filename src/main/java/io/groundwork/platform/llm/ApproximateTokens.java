package io.groundwork.platform.llm;

/**
 * About how many tokens a text has for a large model, in one pass: a word of letters is one for each four of them and never
 * less than one, with the blank before it; of a word of more than twelve letters, which few dictionaries have, one for each
 * two; two capitals, digits, signs or accented letters are one, and so is each character of another script. Prose has
 * fewer. Counting with a tokenizer takes longer than all else that is done for a question, and it would be another model's
 * tokenizer; what is held for a call has a margin on top.
 */
public final class ApproximateTokens {

    private static final int QUARTERS = 4;
    private static final int LAST_ACCENTED = 0x24F;
    private static final int LONG_WORD = 12;

    private long quarters;
    private int letters;

    private ApproximateTokens() {}

    public static long of(String text) {
        ApproximateTokens count = new ApproximateTokens();
        for (int i = 0; i < text.length(); i++) {
            count.add(text.charAt(i));
        }
        count.endWord();
        return (count.quarters + QUARTERS - 1) / QUARTERS;
    }

    private void add(char each) {
        if (each >= 'a' && each <= 'z') {
            letters++;
            quarters += letters > LONG_WORD ? 2 : 1;
            return;
        }
        endWord();
        if (each == ' ') {
            quarters++;
        } else {
            quarters += each <= LAST_ACCENTED ? 2 : QUARTERS;
        }
    }

    /** What a short word lacks of a token, if the blank before it is counted in. */
    private void endWord() {
        if (letters > 0) {
            quarters += Math.max(0, QUARTERS - 1 - letters);
            letters = 0;
        }
    }
}
