package io.groundwork.ingest;

import io.groundwork.collection.VersionFile;
import io.groundwork.ingest.parser.ParsedText;
import io.groundwork.ingest.parser.ParserRequest;
import io.groundwork.ingest.parser.Unreadable;
import io.groundwork.platform.jobs.JobHandler;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Works on one ingestion until nothing of it is left. After a crash it begins again with the items that had not ended; an
 * item ends in the transaction that makes its document retrievable, so none is done twice and none is half done. No
 * transaction is open while a file is read or embedded.
 */
@ApplicationScoped
class IngestJob implements JobHandler {

    static final String KIND = "ingest";
    /** The code of a document that failed for no reason of its owner's. */
    static final String FAILED = "failed";

    private static final Logger LOG = Logger.getLogger(IngestJob.class.getName());
    private static final int ITEMS_AT_ONCE = 16;
    /** Documents are embedded together until they have this many chunks. */
    private static final int CHUNKS_AT_ONCE = 64;

    @Inject
    private Bench bench;

    @Inject
    private ParserPool parsers;

    @Inject
    private Embeddings embeddings;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Caller caller, UUID ingestion) throws IOException, InterruptedException {
        List<IngestionItems.Open> items = bench.next(caller, ingestion, ITEMS_AT_ONCE);
        while (!items.isEmpty()) {
            work(caller, ingestion, items);
            items = bench.next(caller, ingestion, ITEMS_AT_ONCE);
        }
    }

    private void work(Caller caller, UUID ingestion, List<IngestionItems.Open> items)
            throws IOException, InterruptedException {
        EmbeddingRound round = new EmbeddingRound(bench, embeddings, caller, ingestion);
        for (IngestionItems.Open item : items) {
            prepare(caller, ingestion, item).ifPresent(round::add);
            if (round.chunks() >= CHUNKS_AT_ONCE) {
                round.finish();
            }
        }
        round.finish();
    }

    /** Reads and splits a document; empty when that failed, which its item then says. */
    private Optional<EmbeddingRound.Prepared> prepare(Caller caller, UUID ingestion, IngestionItems.Open item)
            throws IOException, InterruptedException {
        try {
            Optional<VersionFile> file = bench.begin(caller, ingestion, item);
            return file.isEmpty() ? Optional.empty() : Optional.of(prepare(caller, item, file.get()));
        } catch (Unreadable unreadable) {
            LOG.log(Level.INFO, "document " + item.document() + " cannot be read", unreadable);
            bench.fail(caller, ingestion, item, unreadable.reason().code());
        } catch (RuntimeException failed) {
            if (Setback.passes(failed)) {
                throw failed;
            }
            LOG.log(Level.WARNING, "document " + item.document() + " cannot be ingested", failed);
            bench.fail(caller, ingestion, item, FAILED);
        }
        return Optional.empty();
    }

    private EmbeddingRound.Prepared prepare(Caller caller, IngestionItems.Open item, VersionFile file)
            throws Unreadable, IOException, InterruptedException {
        ParsedText parsed = parsers.read(new ParserRequest(file.fileName(), file.mediaType(), file.content()));
        return new EmbeddingRound.Prepared(item, parsed.text(), split(caller, file, parsed));
    }

    private List<Chunk> split(Caller caller, VersionFile file, ParsedText parsed) {
        String title = title(file, parsed);
        if (!title.equals(file.title())) {
            bench.title(caller, file.documentId(), file.title(), title);
        }
        Splitter splitter = new Splitter(
                embeddings::tokens,
                embeddings.limit(),
                file.chunking().targetTokens(),
                file.chunking().overlapTokens());
        return splitter.split(title, parsed);
    }

    /** The given title; a document that has none yet but its file's name is called what it calls itself. */
    private static String title(VersionFile file, ParsedText parsed) {
        boolean given = !file.title().equals(file.externalId()) && !file.title().equals(file.fileName());
        return given || parsed.title().isBlank() ? file.title() : shortened(parsed.title());
    }

    private static String shortened(String title) {
        return title.codePoints()
                .limit(200)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public void abandoned(Caller caller, UUID ingestion, Exception last) {
        List<IngestionItems.Open> items = bench.next(caller, ingestion, ITEMS_AT_ONCE);
        while (!items.isEmpty()) {
            items.forEach(item -> bench.fail(caller, ingestion, item, FAILED));
            items = bench.next(caller, ingestion, ITEMS_AT_ONCE);
        }
    }
}
