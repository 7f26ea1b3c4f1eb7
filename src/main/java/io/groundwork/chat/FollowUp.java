package io.groundwork.chat;

import io.groundwork.platform.llm.Prompt;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a question leans on the one before it, and what to search for then. */
final class FollowUp {

    private static final Pattern LEANS = Pattern.compile(
            "^(?:and|but|or|also|what about|how about|why(?: not)?\\??$|when\\??$|where\\??$|who\\??$|how\\??$|what if|in that case)\\b"
                    + "|\\b(?:it|its|they|them|their|that|those|these|this one|the same|there)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 80;

    private FollowUp() {}

    /** The question itself, or, when it is short and points back, the earlier question before it. */
    static String query(String question, List<Prompt.Message> earlier) {
        String asked = question.strip();
        if (asked.length() > LONGEST || !LEANS.matcher(asked).find()) {
            return asked;
        }
        for (int i = earlier.size() - 1; i >= 0; i--) {
            if (earlier.get(i).speaker() == Prompt.Speaker.USER) {
                return earlier.get(i).text().strip() + " " + asked;
            }
        }
        return asked;
    }
}
