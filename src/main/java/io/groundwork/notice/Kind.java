package io.groundwork.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is told. */
public enum Kind {
    /** A budget is used to a part that it names. */
    THRESHOLD("budget.threshold"),
    /** A budget is used up, or could not pay a call. */
    EXHAUSTED("budget.exhausted"),
    /** A day's spending is out of the pattern of the days before. */
    ANOMALY("spending.anomaly");

    private final String event;

    Kind(String event) {
        this.event = event;
    }

    /** As a webhook names it. */
    public String event() {
        return event;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public static List<String> events() {
        return Arrays.stream(values()).map(Kind::event).toList();
    }
}
