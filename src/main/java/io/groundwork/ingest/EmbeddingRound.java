package io.groundwork.ingest;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.retrieval.IndexedChunk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Documents that were read and split, embedded together in batches; each is completed as soon as its last chunk is. When a
 * batch fails its documents are embedded one by one, so that a bad one ends alone.
 */
final class EmbeddingRound {

    private static final Logger LOG = Logger.getLogger(EmbeddingRound.class.getName());
    private static final int BATCH = 32;

    private final Bench bench;
    private final Embeddings embeddings;
    private final Caller caller;
    private final UUID ingestion;
    private final List<Prepared> documents = new ArrayList<>();

    /** A document between splitting and the index. */
    static final class Prepared {
        private final IngestionItems.Open item;
        private final String text;
        private final List<Chunk> chunks;
        private final List<IndexedChunk> embedded = new ArrayList<>();
        private boolean failed;

        Prepared(IngestionItems.Open item, String text, List<Chunk> chunks) {
            this.item = item;
            this.text = text;
            this.chunks = chunks;
        }

        boolean isWhole() {
            return embedded.size() == chunks.size();
        }
    }

    private record Waiting(Prepared document, Chunk chunk) {}

    EmbeddingRound(Bench bench, Embeddings embeddings, Caller caller, UUID ingestion) {
        this.bench = bench;
        this.embeddings = embeddings;
        this.caller = caller;
        this.ingestion = ingestion;
    }

    void add(Prepared document) {
        documents.add(document);
    }

    int chunks() {
        return documents.stream().mapToInt(document -> document.chunks.size()).sum();
    }

    /** Embeds and completes everything that was added. */
    void finish() {
        tell(documents);
        List<Waiting> waiting = documents.stream()
                .flatMap(document -> document.chunks.stream().map(chunk -> new Waiting(document, chunk)))
                .toList();
        for (int from = 0; from < waiting.size(); from += BATCH) {
            embed(waiting.subList(from, Math.min(waiting.size(), from + BATCH)));
        }
        documents.clear();
    }

    private void embed(List<Waiting> some) {
        List<Waiting> batch =
                some.stream().filter(each -> !each.document().failed).toList();
        try {
            take(batch);
        } catch (RuntimeException oneOfThem) {
            passOn(oneOfThem);
            batch.stream().map(Waiting::document).distinct().forEach(document -> takeAlone(document, batch));
        }
        List<Prepared> touched = batch.stream()
                .map(Waiting::document)
                .distinct()
                .filter(each -> !each.failed)
                .toList();
        tell(touched.stream().filter(document -> !document.isWhole()).toList());
        touched.stream().filter(Prepared::isWhole).forEach(this::complete);
    }

    private void takeAlone(Prepared document, List<Waiting> batch) {
        try {
            take(batch.stream().filter(each -> each.document() == document).toList());
        } catch (RuntimeException failed) {
            fail(document, failed);
        }
    }

    private void take(List<Waiting> batch) {
        float[][] vectors = embeddings.passages(
                batch.stream().map(each -> each.chunk().inContext()).toList());
        for (int i = 0; i < vectors.length; i++) {
            Waiting each = batch.get(i);
            each.document().embedded.add(each.chunk().indexed(vectors[i]));
        }
    }

    private void tell(List<Prepared> changed) {
        Map<Integer, int[]> counts = new HashMap<>();
        changed.forEach(document ->
                counts.put(document.item.position(), new int[] {document.embedded.size(), document.chunks.size()}));
        if (!counts.isEmpty()) {
            bench.embedded(caller, ingestion, counts);
        }
    }

    private void complete(Prepared document) {
        try {
            bench.complete(caller, ingestion, document.item, document.text, document.embedded);
        } catch (Problem.NotFound deletedMeanwhile) {
            // Its item went with it; there is nothing left to complete.
        } catch (RuntimeException failed) {
            fail(document, failed);
        }
    }

    private void fail(Prepared document, RuntimeException failure) {
        passOn(failure);
        LOG.log(Level.WARNING, "document " + document.item.document() + " cannot be ingested", failure);
        document.failed = true;
        bench.fail(caller, ingestion, document.item, IngestJob.FAILED);
    }

    private static void passOn(RuntimeException failure) {
        if (Setback.passes(failure)) {
            throw failure;
        }
    }
}
