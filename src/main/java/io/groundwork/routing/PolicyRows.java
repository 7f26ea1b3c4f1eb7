package io.groundwork.routing;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored versions of policies, and which of them hold; runs inside the transactions of the face. */
@ApplicationScoped
class PolicyRows {

    private static final String VERSIONS =
            """
            select version, document::text as document, created_at, created_by, published_at, published_by
            from routing_policy where tenant_id = ?
            """;

    private static final String ONE = VERSIONS + " and version = ?";
    private static final String PAGE = VERSIONS + " and (?::int is null or version < ?) order by version desc limit ?";

    private static final String STANDING =
            "select latest, published, candidate, percent from routing_standing where tenant_id = ?";

    private static final String BEGIN =
            "insert into routing_standing (tenant_id) values (?) on conflict (tenant_id) do nothing";

    private static final String KEEP =
            "update routing_standing set latest = ?, published = ?, candidate = ?, percent = ? where tenant_id = ?";

    private static final String INSERT =
            "insert into routing_policy (tenant_id, version, document, created_by) values (?, ?, ?::json, ?)";

    private static final String PUBLISHED =
            "update routing_policy set published_at = now(), published_by = ? where tenant_id = ? and version = ?";

    @Inject
    private Sql sql;

    /** One stored version. */
    record Stored(
            int version,
            JsonObject document,
            Instant createdAt,
            String createdBy,
            Instant publishedAt,
            String publishedBy) {}

    Standing standing(Caller caller) {
        return sql.one(STANDING, PolicyRows::standing, caller.tenant().value()).orElse(Standing.NEW);
    }

    /** What holds, locked: whoever else would change it waits until this transaction ends. */
    Standing standingForChange(Caller caller) {
        sql.run(BEGIN, caller.tenant().value());
        return sql.one(
                        STANDING + " for update",
                        PolicyRows::standing,
                        caller.tenant().value())
                .orElseThrow();
    }

    void keep(Caller caller, Standing standing) {
        sql.run(
                KEEP,
                standing.latest(),
                standing.published() == 0 ? null : standing.published(),
                standing.rollout().map(Standing.Rollout::version).orElse(null),
                standing.rollout().map(Standing.Rollout::percent).orElse(null),
                caller.tenant().value());
    }

    void add(Caller caller, int version, JsonObject document) {
        sql.run(INSERT, caller.tenant().value(), version, document.toString(), caller.username());
    }

    void published(Caller caller, int version) {
        sql.run(PUBLISHED, caller.username(), caller.tenant().value(), version);
    }

    Optional<Stored> find(Caller caller, int version) {
        return sql.one(ONE, PolicyRows::stored, caller.tenant().value(), version);
    }

    /** The latest first. */
    List<Stored> page(Caller caller, Integer before, int limit) {
        return sql.list(PAGE, PolicyRows::stored, caller.tenant().value(), before, before, limit);
    }

    private static Standing standing(Row row) throws SQLException {
        Optional<Standing.Rollout> rollout = row.isNull("candidate")
                ? Optional.empty()
                : Optional.of(new Standing.Rollout(row.integer("candidate"), row.integer("percent")));
        return new Standing(row.integer("latest"), row.integer("published"), rollout);
    }

    private static Stored stored(Row row) throws SQLException {
        return new Stored(
                row.integer("version"),
                json(row.text("document")),
                row.instant("created_at"),
                row.text("created_by"),
                row.instant("published_at"),
                row.text("published_by"));
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
