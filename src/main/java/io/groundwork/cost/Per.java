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

    /** The field of an option that holds the lines that are paid so. */
    public String field() {
        return this == ONCE ? word() : "per_" + word();
    }
}
