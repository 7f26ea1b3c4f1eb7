package io.groundwork.retrieval.rest;

import io.groundwork.retrieval.Explanation;
import io.groundwork.retrieval.Hit;
import io.groundwork.retrieval.SearchResult;
import java.util.List;
import java.util.UUID;

/** A search's reply on the wire; {@code explain} is null unless it was asked for. */
public record SearchReply(List<Found> hits, double tookMs, Explanation explain) {

    /** A passage; start and end are code points in the version's text. */
    public record Found(
            int rank,
            double score,
            String chunkId,
            UUID documentId,
            String externalId,
            String title,
            String collection,
            int version,
            String heading,
            String text,
            int start,
            int end) {

        static Found of(Hit hit) {
            return new Found(
                    hit.rank(),
                    hit.score(),
                    hit.chunkId(),
                    hit.documentId(),
                    hit.externalId(),
                    hit.title(),
                    hit.collection(),
                    hit.version(),
                    hit.heading(),
                    hit.text(),
                    hit.start(),
                    hit.end());
        }
    }

    public static SearchReply of(SearchResult result) {
        return new SearchReply(
                result.hits().stream().map(Found::of).toList(), result.tookMicros() / 1_000.0, result.explain());
    }
}
