package io.groundwork.ingest.rest;

import io.groundwork.ingest.IngestionProgress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An ingestion on the wire. */
public record IngestionJson(
        UUID id,
        String collection,
        String state,
        int documentsTotal,
        int documentsDone,
        int documentsFailed,
        int chunks,
        int chunksTotal,
        String submittedBy,
        Instant createdAt,
        Instant finishedAt,
        List<IngestionProgress.ItemError> errors) {

    static IngestionJson of(IngestionProgress progress) {
        return new IngestionJson(
                progress.id(),
                progress.collection(),
                progress.state().word(),
                progress.documentsTotal(),
                progress.documentsDone(),
                progress.documentsFailed(),
                progress.chunks(),
                progress.chunksTotal(),
                progress.submittedBy(),
                progress.createdAt(),
                progress.finishedAt(),
                progress.errors());
    }
}
