package io.groundwork.chat;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How much of an answer stands on sources, by where its marks stand. */
final class Coverage {

    /** Shorter ones are greetings, headings and announcements. */
    private static final int WORDS_OF_A_STATEMENT = 6;

    private static final Pattern MARK = Pattern.compile("\\[\\d{1,3}]");
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");
    /** A mark belongs to the sentence that it follows, whichever side of the full stop it stands on. */
    private static final Pattern SENTENCES =
            Pattern.compile("(?<=[.!?])(?!\\s*\\[\\d)\\s+|(?<=[.!?]\\s?\\[\\d{1,3}])\\s+(?!\\[)|\\n+");

    private Coverage() {}

    /** Whether no paragraph of an answer is without a source. */
    static boolean everyParagraph(String text) {
        return PARAGRAPHS.splitAsStream(text).filter(Coverage::states).allMatch(Coverage::marked);
    }

    /** How many sentences carry no mark. */
    static int uncitedSentences(String text) {
        Stream<String> sentences = Arrays.stream(SENTENCES.split(text));
        return (int) sentences
                .filter(Coverage::states)
                .filter(sentence -> !marked(sentence))
                .count();
    }

    private static boolean states(String text) {
        return MARK.matcher(text).replaceAll("").strip().split("\\s+").length >= WORDS_OF_A_STATEMENT;
    }

    private static boolean marked(String text) {
        return MARK.matcher(text).find();
    }
}
