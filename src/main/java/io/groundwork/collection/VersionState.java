package io.groundwork.collection;

import java.util.Locale;

/** How far a version of a document is. */
public enum VersionState {
    /** Its bytes are here. */
    RECEIVED,
    /** It is being read, split and embedded. */
    PROCESSING,
    /** Its text and chunks are there. */
    READY,
    /** It could not be read; its error says why. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static VersionState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
