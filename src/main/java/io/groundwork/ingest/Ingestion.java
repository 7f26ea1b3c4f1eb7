package io.groundwork.ingest;

import io.groundwork.collection.Submission;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.util.UUID;

/** Takes files in and tells how far they are. For admins. */
@ApplicationScoped
public class Ingestion {

    /**
     * Takes one file in; it is read, split, embedded and indexed afterwards. The same bytes as the document's latest
     * version make nothing new: the receipt then names that version and the ingestion that brought it.
     */
    @Transactional
    public SubmissionReceipt submit(Caller caller, String collectionSlug, Submission submission) {
        throw new UnsupportedOperationException();
    }

    /** Takes a document a line in; lines that cannot be taken are errors of the ingestion and stop none of the others. */
    public BulkReceipt submitBulk(Caller caller, String collectionSlug, InputStream ndjson) {
        throw new UnsupportedOperationException();
    }

    @Transactional
    public IngestionProgress progress(Caller caller, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** The ingestions of a collection (null: of all), newest first; the cursor is opaque. */
    @Transactional
    public Page<IngestionProgress> page(Caller caller, String collectionSlug, Page.Request request) {
        throw new UnsupportedOperationException();
    }
}
