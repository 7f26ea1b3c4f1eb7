package io.groundwork.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** On which side of the fine-tune boundary a model stands: a conversation that crosses it loses its voice and its cache. */
public enum Kind {
    BASE,
    FINE_TUNED;

    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
