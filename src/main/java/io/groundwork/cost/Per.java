package io.groundwork.cost;

import java.util.Locale;

/** How often a line is paid. */
public enum Per {
    QUERY,
    MONTH,
    /** Whenever the knowledge is brought up to date: an index update, or training anew. */
    REFRESH,
    ONCE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
