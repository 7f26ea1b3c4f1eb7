package io.groundwork.ingest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far an ingestion is.
 *
 * @param collection the slug of the collection
 * @param documentsTotal what was submitted, lines that could not be taken included
 * @param documentsDone the documents that are ready
 * @param chunks the chunks that are embedded so far
 * @param chunksTotal the chunks of the documents that were read so far
 * @param errors what failed, in the order of submission; at most {@value #MOST_ERRORS}
 */
public record IngestionProgress(
        UUID id,
        String collection,
        IngestionState state,
        int documentsTotal,
        int documentsDone,
        int documentsFailed,
        int chunks,
        int chunksTotal,
        String submittedBy,
        Instant createdAt,
        Instant finishedAt,
        List<ItemError> errors) {

    public static final int MOST_ERRORS = 1000;

    /**
     * Why one submitted document or line failed.
     *
     * @param position its place in the submission, from 1; in a bulk upload, the number of its line
     * @param code stable, see the message bundle of ingestion
     */
    public record ItemError(int position, String externalId, UUID documentId, String code, String message) {}
}
