package io.groundwork.ingest;

import io.groundwork.collection.Submission;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes files in and tells how far they are. For admins. */
@ApplicationScoped
public class Ingestion {

    private static final Logger LOG = Logger.getLogger(Ingestion.class.getName());
    private static final int LINES_AT_ONCE = 50;

    @Inject
    private Desk desk;

    @Inject
    private IngestionItems items;

    @Inject
    private UploadLimits limits;

    /**
     * Takes one file in; it is read, split, embedded and indexed afterwards. The same bytes as the document's latest
     * version make nothing new: the receipt then names that version and the ingestion that brought it.
     *
     * @throws Problem.Invalid if the file is empty or too large, or names bad fields
     */
    @Transactional
    public SubmissionReceipt submit(Caller caller, String collectionSlug, Submission submission) {
        caller.require(Role.ADMIN);
        if (submission.content().length == 0) {
            throw new Problem.Invalid(Problem.Invalid.Shape.UNPROCESSABLE, List.of(), "ingest.empty_file");
        }
        limits.checkFile(submission.content().length);
        return desk.take(caller, collectionSlug, submission);
    }

    /**
     * Takes a document a line in; lines that cannot be taken are errors of the ingestion and stop none of the others. What
     * was taken when the upload breaks off stays: sending the lines again changes nothing about it.
     *
     * @throws Problem.Invalid if there is no line, or more than may be uploaded at once
     */
    public BulkReceipt submitBulk(Caller caller, String collectionSlug, InputStream ndjson) throws IOException {
        caller.require(Role.ADMIN);
        BulkLines lines = new BulkLines(limits.bulk(ndjson), limits.file());
        Optional<BulkLine> line = lines.next();
        if (line.isEmpty()) {
            throw new Problem.Invalid("ingest.bulk_empty");
        }
        UUID ingestion = desk.open(caller, collectionSlug);
        int accepted = 0;
        int refused = 0;
        List<BulkLine> some = new ArrayList<>();
        while (line.isPresent()) {
            some.add(line.get());
            line = lines.next();
            if (some.size() == LINES_AT_ONCE || line.isEmpty()) {
                int taken = take(caller, collectionSlug, ingestion, some);
                accepted += taken;
                refused += some.size() - taken;
                some.clear();
            }
        }
        return new BulkReceipt(ingestion, accepted, refused);
    }

    /** Takes lines in together if all are fine, and otherwise one by one, so that a bad one costs only itself. */
    private int take(Caller caller, String collection, UUID ingestion, List<BulkLine> lines) {
        try {
            desk.take(caller, collection, ingestion, lines);
            return (int) lines.stream().filter(line -> line.fault() == null).count();
        } catch (RuntimeException oneOfThem) {
            if (Setback.passes(oneOfThem)) {
                throw oneOfThem;
            }
            return (int) lines.stream()
                    .filter(line -> takeAlone(caller, collection, ingestion, line))
                    .count();
        }
    }

    private boolean takeAlone(Caller caller, String collection, UUID ingestion, BulkLine line) {
        try {
            desk.take(caller, collection, ingestion, List.of(line));
            return line.fault() == null;
        } catch (Problem refused) {
            refuse(caller, collection, ingestion, line, BulkLine.Fault.of(line.number(), refused));
        } catch (RuntimeException failed) {
            if (Setback.passes(failed)) {
                throw failed;
            }
            LOG.log(
                    Level.WARNING,
                    "line " + line.number() + " of ingestion " + ingestion + " cannot be taken in",
                    failed);
            refuse(caller, collection, ingestion, line, BulkLine.Fault.of("ingest.failed"));
        }
        return false;
    }

    private void refuse(Caller caller, String collection, UUID ingestion, BulkLine line, BulkLine.Fault fault) {
        desk.take(caller, collection, ingestion, List.of(new BulkLine(line.number(), line.externalId(), null, fault)));
    }

    /** How far an ingestion is, with what failed. */
    @Transactional
    public IngestionProgress progress(Caller caller, UUID id) {
        caller.require(Role.ADMIN);
        return items.progress(caller, id).orElseThrow(Problem.NotFound::thing);
    }

    /** The ingestions of a collection (null: of all), newest first and without their errors; the cursor is opaque. */
    @Transactional
    public Page<IngestionProgress> page(Caller caller, String collectionSlug, Page.Request request) {
        caller.require(Role.ADMIN);
        IngestionItems.Cursor after = request.after() == null
                ? IngestionItems.Cursor.NEWEST
                : IngestionItems.Cursor.read(request.after())
                        .orElseThrow(() -> Problem.Invalid.field("after", "ingest.cursor"));
        List<IngestionProgress> rows = items.page(caller, collectionSlug, after, request.limit() + 1);
        return Page.cut(
                rows, request.limit(), row -> IngestionItems.Cursor.after(row).toString());
    }
}
