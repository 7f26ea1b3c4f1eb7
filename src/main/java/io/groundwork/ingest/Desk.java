package io.groundwork.ingest;

import io.groundwork.collection.Documents;
import io.groundwork.collection.Received;
import io.groundwork.collection.Submission;
import io.groundwork.collection.VersionRow;
import io.groundwork.collection.VersionState;
import io.groundwork.platform.jobs.Jobs;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Takes submissions in, each call a transaction: documents, items and the job that will work on them appear together. */
@ApplicationScoped
class Desk {

    @Inject
    private Documents documents;

    @Inject
    private IngestionItems items;

    @Inject
    private Jobs jobs;

    /** Takes one file in as an ingestion of its own. */
    @Transactional
    public SubmissionReceipt take(Caller caller, String collection, Submission submission) {
        Received received = documents.receive(caller, collection, submission);
        if (received.unchanged()) {
            var earlier = items.broughtBy(caller, received.documentId(), received.version());
            if (earlier.isPresent()) {
                return receipt(received, earlier.get());
            }
        }
        UUID ingestion = UUID.randomUUID();
        items.create(caller, ingestion, collection);
        items.add(
                caller,
                ingestion,
                item(caller, 1, documents.read(caller, received.documentId()).externalId(), received));
        begin(caller, ingestion);
        return receipt(received, ingestion);
    }

    private static SubmissionReceipt receipt(Received received, UUID ingestion) {
        return new SubmissionReceipt(received.documentId(), received.version(), ingestion, received.unchanged());
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public UUID open(Caller caller, String collection) {
        UUID ingestion = UUID.randomUUID();
        if (!items.create(caller, ingestion, collection)) {
            throw Problem.NotFound.thing();
        }
        return ingestion;
    }

    /** Takes some lines in, all or none. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void take(Caller caller, String collection, UUID ingestion, List<BulkLine> lines) {
        for (BulkLine line : lines) {
            items.add(caller, ingestion, line.fault() == null ? received(caller, collection, line) : refused(line));
        }
        begin(caller, ingestion);
    }

    private IngestionItems.Item received(Caller caller, String collection, BulkLine line) {
        return item(caller, line.number(), line.externalId(), documents.receive(caller, collection, line.submission()));
    }

    private static IngestionItems.Item refused(BulkLine line) {
        return IngestionItems.Item.refused(
                line.number(),
                line.externalId(),
                line.fault().code(),
                line.fault().message());
    }

    private IngestionItems.Item item(Caller caller, int position, String externalId, Received received) {
        IngestionState state =
                received.unchanged() && isReady(caller, received) ? IngestionState.SUCCEEDED : IngestionState.QUEUED;
        return new IngestionItems.Item(
                position, externalId, received.documentId(), received.version(), state, null, null);
    }

    private boolean isReady(Caller caller, Received received) {
        return documents.versions(caller, received.documentId()).stream()
                .filter(version -> version.version() == received.version())
                .map(VersionRow::state)
                .anyMatch(VersionState.READY::equals);
    }

    /** Sees to it that somebody works on the ingestion: whoever ends it at this moment waits for the lock, and looks again. */
    private void begin(Caller caller, UUID ingestion) {
        IngestionState state = items.lock(caller, ingestion).orElseThrow(Problem.NotFound::thing);
        if (state == IngestionState.QUEUED || state.ended()) {
            items.state(caller, ingestion, state.ended() ? IngestionState.RUNNING : IngestionState.QUEUED);
            jobs.enqueue(caller, IngestJob.KIND, ingestion);
        }
    }
}
