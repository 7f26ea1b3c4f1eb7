package io.groundwork.budget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How near a budget is to its end. */
public enum Level {
    WITHIN,
    /** A fifth of it is left at most. */
    LOW,
    USED_UP;

    public static Optional<Level> of(String word) {
        return Arrays.stream(values())
                .filter(level -> level.word().equals(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
