package io.groundwork.ingest;

import io.groundwork.collection.Documents;
import io.groundwork.collection.VersionFile;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Text;
import io.groundwork.retrieval.ChunkIndex;
import io.groundwork.retrieval.IndexedChunk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The steps of the work on an ingestion that touch the database, each a transaction of its own. */
@ApplicationScoped
class Bench {

    @Inject
    private IngestionItems items;

    @Inject
    private Documents documents;

    @Inject
    private ChunkIndex index;

    /** What is to be done next; empty when nothing is left. */
    @Transactional
    public List<IngestionItems.Open> next(Caller caller, UUID ingestion, int most) {
        Optional<IngestionState> state = items.lock(caller, ingestion);
        if (state.isEmpty()) {
            return List.of();
        }
        List<IngestionItems.Open> open = items.open(caller, ingestion, most);
        items.state(caller, ingestion, open.isEmpty() ? items.ending(caller, ingestion) : IngestionState.RUNNING);
        return open;
    }

    /** The bytes of a document that is worked on from here on; empty when it is gone. */
    @Transactional
    public Optional<VersionFile> begin(Caller caller, UUID ingestion, IngestionItems.Open item) {
        items.running(caller, ingestion, item.position());
        documents.processing(caller, item.document(), item.version());
        return documents.file(caller, item.document(), item.version());
    }

    /** Gives a document that was only called after its file the title that it gives itself, unless it was renamed since. */
    @Transactional
    public void title(Caller caller, UUID document, String before, String title) {
        documents.rename(caller, document, before, title);
    }

    /** Notes how many chunks of each item (by position) are embedded, of how many. */
    @Transactional
    public void embedded(Caller caller, UUID ingestion, Map<Integer, int[]> doneOfTotal) {
        doneOfTotal.forEach((position, counts) -> items.chunks(caller, ingestion, position, counts[0], counts[1]));
    }

    /** Makes a document retrievable, all at once: its text, its chunks, and the end of its item. */
    @Transactional
    public void complete(
            Caller caller, UUID ingestion, IngestionItems.Open item, String text, List<IndexedChunk> chunks) {
        if (documents.ready(caller, item.document(), item.version(), text)) {
            int acl = documents.indexAcl(caller, item.document());
            index.replace(caller, item.document(), item.version(), acl, chunks);
        }
        items.succeeded(caller, ingestion, item.position(), chunks.size());
    }

    @Transactional
    public void fail(Caller caller, UUID ingestion, IngestionItems.Open item, String code) {
        String message = new Text("ingest." + code).in(Locale.ENGLISH);
        documents.failed(caller, item.document(), item.version(), code, message);
        items.failed(caller, ingestion, item.position(), code, message);
    }
}
