package io.groundwork.collection.rest;

import io.groundwork.collection.Chunking;
import io.groundwork.platform.rest.JsonBody;

/** How a collection's texts are split and how fresh they should be, as it is read from a request. */
final class ChunkingJson {

    private static final int MOST_FRESH_DAYS = 3650;

    private ChunkingJson() {}

    /** What is left out stays as it was, with as much overlap as half the target allows. */
    static Chunking read(JsonBody json, Chunking before) {
        int target = json.optionalNumber("target_tokens", Chunking.LEAST_TARGET, Chunking.MOST_TARGET)
                .orElse(before.targetTokens());
        int most = target / 2;
        int overlap = json.optionalNumber("overlap_tokens", 0, Chunking.MOST_TARGET)
                .orElse(Math.min(before.overlapTokens(), most));
        if (overlap > most) {
            json.note("overlap_tokens", "collection.overlap_too_large");
            return before;
        }
        return new Chunking(target, overlap);
    }

    static Integer freshness(JsonBody body) {
        return body.optionalNumber("freshness_days", 1, MOST_FRESH_DAYS).orElse(null);
    }
}
