package io.groundwork.retrieval;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/**
 * Keeps the index in step with the documents. A document is indexed in one version at a time, as a whole: the version's
 * chunks, their text and their postings come and go in one transaction, together with the counts of their access class,
 * so that a search never meets half a document, and counts never drift.
 *
 * <p>Locks are taken in one order, so that two changes wait for each other but never embrace: the document's row, then
 * its chunks, then the access classes by ascending id. The class rows come last because whole collections share them.
 */
@ApplicationScoped
public class ChunkIndex {

    private ChunkRows rows;
    private ClassCounts counts;
    private EmbeddingSpace space;
    private Embeddings embeddings;

    /** For the container's proxies only. */
    protected ChunkIndex() {}

    @Inject
    ChunkIndex(ChunkRows rows, ClassCounts counts, EmbeddingSpace space, Embeddings embeddings) {
        this.rows = rows;
        this.counts = counts;
        this.space = space;
        this.embeddings = embeddings;
    }

    /**
     * Makes these chunks the whole index of a document, under an access class. Doing it again changes nothing.
     *
     * @throws Problem.NotFound if the document is gone
     */
    @Transactional
    public void replace(Caller caller, UUID documentId, int version, int aclId, List<IndexedChunk> chunks) {
        int tenant = caller.tenant().value();
        String title = rows.lockDocument(tenant, documentId).orElseThrow(Problem.NotFound::thing);
        ClassCounts.Change change = rows.delete(tenant, documentId);
        if (!chunks.isEmpty()) {
            SignBits bits = space.of(embeddings.model());
            change = change.plus(rows.insert(tenant, documentId, version, aclId, title, chunks, bits));
        }
        counts.apply(tenant, change);
    }

    /** Takes a document out of the index; one that is not in it stays so. */
    @Transactional
    public void remove(Caller caller, UUID documentId) {
        int tenant = caller.tenant().value();
        rows.lockDocument(tenant, documentId);
        counts.apply(tenant, rows.delete(tenant, documentId));
    }

    /** Puts all chunks of a document under another access class. */
    @Transactional
    public void repoint(Caller caller, UUID documentId, int aclId) {
        int tenant = caller.tenant().value();
        rows.lockDocument(tenant, documentId);
        counts.apply(tenant, rows.repoint(tenant, documentId, aclId));
    }

    /** Takes a whole tenant out of the index, as part of the transaction that deletes the tenant. */
    @Transactional
    void removeTenant(TenantId tenant) {
        rows.deleteAll(tenant.value());
    }
}
