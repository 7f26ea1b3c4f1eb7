package io.groundwork.budget;

import java.util.Locale;

/** What a provider is called for. */
public enum Purpose {
    ANSWER,
    EMBEDDING,
    REWRITE,
    JUDGE,
    RERANK,
    /** An admin tries a model out. */
    TEST;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Purpose of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
