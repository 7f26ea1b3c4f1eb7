package io.groundwork.ingest;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of ingestions and their items; works in the transaction of whoever asks. */
@ApplicationScoped
class IngestionItems {

    private static final String CREATE =
            """
            insert into ingestion (tenant_id, id, collection_id, submitted_by)
            select tenant_id, ?, id, ? from collection where tenant_id = ? and slug = ?""";
    private static final String ADD =
            """
            insert into ingestion_item (tenant_id, ingestion_id, position, external_id, document_id, version, state, code, message)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String LOCK = "select state from ingestion where tenant_id = ? and id = ? for update";
    private static final String OPEN =
            """
            select position, document_id, version from ingestion_item
             where tenant_id = ? and ingestion_id = ? and state in ('queued', 'running')
             order by position limit ?""";
    private static final String COUNT_ENDS =
            """
            select count(*) filter (where state = 'succeeded') as succeeded, count(*) filter (where state = 'failed') as failed
              from ingestion_item where tenant_id = ? and ingestion_id = ?""";
    private static final String PROGRESS =
            """
            select i.id, c.slug, i.state, i.submitted_by, i.created_at, i.finished_at,
                   count(t.position) as total,
                   count(t.position) filter (where t.state = 'succeeded') as done,
                   count(t.position) filter (where t.state = 'failed') as failed,
                   coalesce(sum(t.chunks_done), 0) as chunks, coalesce(sum(t.chunks_total), 0) as chunks_total
              from ingestion i
              join collection c on c.tenant_id = i.tenant_id and c.id = i.collection_id
              left join ingestion_item t on t.tenant_id = i.tenant_id and t.ingestion_id = i.id
             where i.tenant_id = ?%s
             group by i.tenant_id, i.id, c.slug""";
    private static final String ONE = PROGRESS.formatted(" and i.id = ?");
    private static final String PAGE = PROGRESS.formatted(
                    " and (?::text is null or c.slug = ?) and (i.created_at, i.id) < (?::timestamptz, ?::uuid)")
            + " order by i.created_at desc, i.id desc limit ?";
    private static final String ERRORS =
            """
            select t.position, coalesce(t.external_id, d.external_id) as external_id, t.document_id, t.code, t.message
              from ingestion_item t
              left join document d on d.tenant_id = t.tenant_id and d.id = t.document_id
             where t.tenant_id = ? and t.ingestion_id = ? and t.state = 'failed' order by t.position limit ?""";
    private static final String BROUGHT_BY =
            """
            select t.ingestion_id from ingestion_item t
              join ingestion i on i.tenant_id = t.tenant_id and i.id = t.ingestion_id
             where t.tenant_id = ? and t.document_id = ? and t.version = ? order by i.created_at desc limit 1""";

    private static final String PLACE = " where tenant_id = ? and ingestion_id = ? and position = ?";
    private static final UUID HIGHEST = new UUID(-1L, -1L);

    @Inject
    private Sql sql;

    /** One document to be worked on. */
    record Open(int position, UUID document, int version) {}

    /** A line or file of a submission, and what became of it so far. */
    record Item(
            int position,
            String externalId,
            UUID document,
            Integer version,
            IngestionState state,
            String code,
            String message) {
        static Item queued(int position, String externalId, UUID document, int version) {
            return new Item(position, externalId, document, version, IngestionState.QUEUED, null, null);
        }

        static Item refused(int position, String externalId, String code, String message) {
            return new Item(position, externalId, null, null, IngestionState.FAILED, code, message);
        }
    }

    /** @return whether the collection is there */
    boolean create(Caller caller, UUID id, String collection) {
        return sql.run(CREATE, id, caller.username(), caller.tenant().value(), collection) == 1;
    }

    void add(Caller caller, UUID ingestion, Item item) {
        sql.run(
                ADD,
                caller.tenant().value(),
                ingestion,
                item.position(),
                item.externalId(),
                item.document(),
                item.version(),
                item.state().word(),
                item.code(),
                item.message());
    }

    /** The ingestion's state, held still until the transaction ends; empty when the ingestion is gone. */
    Optional<IngestionState> lock(Caller caller, UUID ingestion) {
        return sql.one(
                LOCK,
                row -> IngestionState.of(row.text("state")),
                caller.tenant().value(),
                ingestion);
    }

    void state(Caller caller, UUID ingestion, IngestionState state) {
        sql.run(
                "update ingestion set state = ?, started_at = case when ? then coalesce(started_at, now()) else started_at end,"
                        + " finished_at = case when ? then now() else null end where tenant_id = ? and id = ?",
                state.word(),
                state != IngestionState.QUEUED,
                state.ended(),
                caller.tenant().value(),
                ingestion);
    }

    List<Open> open(Caller caller, UUID ingestion, int most) {
        return sql.list(
                OPEN,
                row -> new Open(row.integer("position"), row.uuid("document_id"), row.integer("version")),
                caller.tenant().value(),
                ingestion,
                most);
    }

    /** How the ingestion would end now. */
    IngestionState ending(Caller caller, UUID ingestion) {
        return sql.one(
                        COUNT_ENDS,
                        row -> IngestionState.ending(row.integer("succeeded"), row.integer("failed")),
                        caller.tenant().value(),
                        ingestion)
                .orElseThrow();
    }

    void running(Caller caller, UUID ingestion, int position) {
        sql.run(
                "update ingestion_item set state = 'running', chunks_total = 0, chunks_done = 0" + PLACE,
                caller.tenant().value(),
                ingestion,
                position);
    }

    void chunks(Caller caller, UUID ingestion, int position, int done, int total) {
        sql.run(
                "update ingestion_item set chunks_done = ?, chunks_total = ?" + PLACE,
                done,
                total,
                caller.tenant().value(),
                ingestion,
                position);
    }

    void succeeded(Caller caller, UUID ingestion, int position, int chunks) {
        sql.run(
                "update ingestion_item set state = 'succeeded', chunks_done = ?, chunks_total = ?" + PLACE,
                chunks,
                chunks,
                caller.tenant().value(),
                ingestion,
                position);
    }

    void failed(Caller caller, UUID ingestion, int position, String code, String message) {
        sql.run(
                "update ingestion_item set state = 'failed', code = ?, message = ?" + PLACE,
                code,
                message,
                caller.tenant().value(),
                ingestion,
                position);
    }

    Optional<IngestionProgress> progress(Caller caller, UUID ingestion) {
        int tenant = caller.tenant().value();
        List<IngestionProgress.ItemError> errors =
                sql.list(ERRORS, IngestionItems::error, tenant, ingestion, IngestionProgress.MOST_ERRORS);
        return sql.one(ONE, row -> progress(row, errors), tenant, ingestion);
    }

    /** Newest first, those before a place in that order. */
    List<IngestionProgress> page(Caller caller, String collection, Cursor before, int most) {
        return sql.list(
                PAGE,
                row -> progress(row, List.of()),
                caller.tenant().value(),
                collection,
                collection,
                before.at(),
                before.id(),
                most);
    }

    /** The latest ingestion that brought this version. */
    Optional<UUID> broughtBy(Caller caller, UUID document, int version) {
        return sql.one(
                BROUGHT_BY, row -> row.uuid("ingestion_id"), caller.tenant().value(), document, version);
    }

    /** A place in the list of ingestions. */
    record Cursor(Instant at, UUID id) {

        static final Cursor NEWEST = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), HIGHEST);

        static Cursor after(IngestionProgress row) {
            return new Cursor(row.createdAt(), row.id());
        }

        static Optional<Cursor> read(String text) {
            int dash = text.indexOf('_');
            try {
                Instant at =
                        Instant.EPOCH.plus(Long.parseLong(text.substring(0, Math.max(0, dash))), ChronoUnit.MICROS);
                return Optional.of(new Cursor(at, UUID.fromString(text.substring(dash + 1))));
            } catch (IllegalArgumentException | java.time.DateTimeException notOurs) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + id;
        }
    }

    private static IngestionProgress.ItemError error(Row row) throws SQLException {
        return new IngestionProgress.ItemError(
                row.integer("position"),
                row.text("external_id"),
                row.uuid("document_id"),
                row.text("code"),
                row.text("message"));
    }

    private static IngestionProgress progress(Row row, List<IngestionProgress.ItemError> errors) throws SQLException {
        return new IngestionProgress(
                row.uuid("id"),
                row.text("slug"),
                IngestionState.of(row.text("state")),
                row.integer("total"),
                row.integer("done"),
                row.integer("failed"),
                row.integer("chunks"),
                row.integer("chunks_total"),
                row.text("submitted_by"),
                row.instant("created_at"),
                row.instant("finished_at"),
                errors);
    }
}
