package io.groundwork.intent;

import io.groundwork.audit.AuditTrail;
import io.groundwork.intent.Classifier.Trained;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.platform.rest.JsonShape;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Keeps the classifiers that tenants have trained. */
@ApplicationScoped
class ClassifierRows {

    private static final int KEPT = 5;

    private static final String VERSION =
            "select version from intent_classifier where tenant_id = ? and model = ? order by version desc limit 1";
    private static final String READ =
            "select version, trained_at, trained_by, head, report::text as report from intent_classifier"
                    + " where tenant_id = ? and model = ? order by version desc limit 1";
    private static final String KEEP =
            """
            insert into intent_classifier (tenant_id, version, trained_by, model, head, taught, report)
            select ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?::json from intent_classifier where tenant_id = ?
            returning version, trained_at, trained_by
            """;
    private static final String TRIM = "delete from intent_classifier where tenant_id = ? and version <= ?";
    /** What the latest training was taught, against what it would be taught now. */
    private static final String STALE =
            """
            select coalesce((select sha256(convert_to(string_agg(digest || intent, ',' order by id), 'UTF8'))
                             from intent_example where tenant_id = ?), ''::bytea)
                <> coalesce((select taught from intent_classifier where tenant_id = ?
                             order by version desc limit 1), ''::bytea) as stale
            """;

    @Inject
    private Sql sql;

    @Inject
    private AuditTrail audit;

    /** One that was kept. */
    record Kept(Trained trained, Head head, Report report) {}

    /** The latest that reads this embedding model. */
    @Transactional
    Optional<Integer> version(Caller caller, String model) {
        return sql.one(VERSION, row -> row.integer("version"), caller.tenant().value(), model);
    }

    @Transactional
    Optional<Kept> read(Caller caller, String model) {
        return sql.one(
                READ,
                row -> new Kept(
                        trained(row),
                        HeadBytes.read(row.bytes("head")),
                        JsonShape.JSONB.fromJson(row.text("report"), Report.class)),
                caller.tenant().value(),
                model);
    }

    @Transactional
    Trained keep(Caller caller, Training training, byte[] taught, String model) {
        int tenant = caller.tenant().value();
        Trained trained = sql.one(
                        KEEP,
                        ClassifierRows::trained,
                        tenant,
                        caller.username(),
                        model,
                        HeadBytes.write(training.head()),
                        taught,
                        JsonShape.JSONB.toJson(training.report()),
                        tenant)
                .orElseThrow();
        sql.run(TRIM, tenant, trained.version() - KEPT);
        audit.record(
                caller,
                "classifier.trained",
                "classifier",
                Integer.toString(trained.version()),
                Map.of("examples", training.report().examples()));
        return trained;
    }

    /** Whether the tenant's examples are others than those of its latest training. */
    @Transactional
    boolean stale(Caller caller) {
        int tenant = caller.tenant().value();
        return sql.one(STALE, row -> row.flag("stale"), tenant, tenant).orElse(false);
    }

    private static Trained trained(Row row) throws SQLException {
        return new Trained(row.integer("version"), row.instant("trained_at"), row.text("trained_by"));
    }
}
