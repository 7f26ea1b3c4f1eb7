package io.groundwork.ingest;

import java.util.Locale;

/** How far an ingestion or one of its items is; only a whole ingestion can fail in part. */
public enum IngestionState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    PARTIALLY_FAILED,
    FAILED;

    /** The word of the API and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }

    static IngestionState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** How an ingestion ends whose items ended like this. */
    static IngestionState ending(int succeeded, int failed) {
        if (failed == 0) {
            return SUCCEEDED;
        }
        return succeeded == 0 ? FAILED : PARTIALLY_FAILED;
    }
}
