package io.groundwork.chat;

import java.util.Locale;

/** How far an answer came. */
public enum AnswerState {
    /** It is being made. */
    RUNNING,
    /** It was given whole. */
    GIVEN,
    /** The client left, or the person pressed Stop; what had come so far is kept. */
    STOPPED,
    /** It could not be made, or not to its end. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AnswerState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
