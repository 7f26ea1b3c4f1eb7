package io.groundwork.intent;

import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps a tenant's labelled questions with their vectors, each change in a short transaction of its own. */
@ApplicationScoped
class ExampleRows {

    private static final String KIND = "intent_example";

    private static final String PAGE =
            """
            select id, text, intent, created_at from intent_example e
            where tenant_id = ? and (?::text is null or intent = ?)
              and (?::text is null or (created_at, id) <
                   (select l.created_at, l.id from intent_example l where l.tenant_id = e.tenant_id and l.id::text = ?))
            order by created_at desc, id desc limit ?
            """;
    /** Changed only where the intent is another; nothing is returned where all is as it was. */
    static final String KEEP =
            """
            insert into intent_example as e (tenant_id, intent, text, vector, model) values (?, ?, ?, ?, ?)
            on conflict (tenant_id, digest) do update
            set intent = excluded.intent, vector = excluded.vector, model = excluded.model, created_at = now()
            where e.intent <> excluded.intent
            returning id, text, intent, created_at, xmax = 0 as fresh
            """;

    private static final String COUNT = "select count(*) as count from intent_example where tenant_id = ?";
    private static final String REMOVE =
            "delete from intent_example where tenant_id = ? and id = ? returning text, intent";
    private static final String TEACHING =
            """
            select id, text, intent, vector, model, taught from intent_example
            cross join (select sha256(convert_to(string_agg(digest || intent, ',' order by id), 'UTF8')) as taught
                        from intent_example where tenant_id = ?) digest
            where tenant_id = ? order by created_at, id
            """;
    private static final String AGAIN =
            "update intent_example set vector = ?, model = ? where tenant_id = ? and id = ?";
    /** One training or import of a tenant at a time sees the count that it was decided on. */
    private static final String LOCK = "select pg_advisory_xact_lock(7146522, ?) is null as locked";

    @Inject
    private Sql sql;

    @Inject
    private AuditTrail audit;

    /** One example with what the trainer needs of it. */
    record Teaching(UUID id, String text, String intent, float[] vector, String model) {

        Teaching with(float[] newVector, String itsModel) {
            return new Teaching(id, text, intent, newVector, itsModel);
        }
    }

    /**
     * All that a tenant teaches.
     *
     * @param digest changes whenever an example does
     */
    record Lesson(List<Teaching> examples, byte[] digest) {}

    @Transactional
    Page<IntentExample> page(Caller caller, String intent, Page.Request page) {
        List<IntentExample> rows = sql.list(
                PAGE,
                ExampleRows::example,
                caller.tenant().value(),
                intent,
                intent,
                page.after(),
                page.after(),
                page.limit() + 1);
        return Page.cut(rows, page.limit(), example -> example.id().toString());
    }

    /** Keeps one; empty where it was there already. */
    @Transactional
    Optional<IntentExample> keep(Caller caller, NewExample example, float[] vector, String model) {
        room(caller, 1);
        Optional<IntentExample> kept = insert(caller, example, vector, model).map(Kept::example);
        kept.ifPresent(it ->
                audit.record(caller, "intent_example.added", KIND, it.id().toString(), Map.of("intent", it.intent())));
        return kept;
    }

    @Transactional
    ExampleCounts keepAll(Caller caller, List<NewExample> examples, float[][] vectors, String model) {
        room(caller, examples.size());
        int added = 0;
        int changed = 0;
        for (int i = 0; i < vectors.length; i++) {
            Optional<Kept> kept = insert(caller, examples.get(i), vectors[i], model);
            added += kept.map(Kept::fresh).orElse(false) ? 1 : 0;
            changed += kept.map(it -> !it.fresh()).orElse(false) ? 1 : 0;
        }
        ExampleCounts counts = new ExampleCounts(added, changed, examples.size() - added - changed);
        audit.record(
                caller,
                "intent_example.imported",
                KIND,
                "",
                Map.of("added", added, "changed", changed, "unchanged", counts.unchanged()));
        return counts;
    }

    @Transactional
    void remove(Caller caller, UUID id) {
        String intent = sql.one(
                        REMOVE, row -> row.text("intent"), caller.tenant().value(), id)
                .orElseThrow(Problem.NotFound::thing);
        audit.record(caller, "intent_example.removed", KIND, id.toString(), Map.of("intent", intent));
    }

    @Transactional
    int count(Caller caller) {
        return sql.one(COUNT, row -> row.integer("count"), caller.tenant().value())
                .orElse(0);
    }

    @Transactional
    Lesson lesson(Caller caller) {
        int tenant = caller.tenant().value();
        byte[][] digest = {new byte[0]};
        List<Teaching> examples = sql.list(
                TEACHING,
                row -> {
                    digest[0] = row.bytes("taught");
                    return new Teaching(
                            row.uuid("id"),
                            row.text("text"),
                            row.text("intent"),
                            HeadBytes.floats(row.bytes("vector")),
                            row.text("model"));
                },
                tenant,
                tenant);
        return new Lesson(examples, digest[0]);
    }

    /** Keeps vectors that another embedding model made since. */
    @Transactional
    void keepVectors(Caller caller, List<Teaching> examples) {
        sql.batch(
                AGAIN,
                examples.stream()
                        .map(example -> new Object[] {
                            HeadBytes.ofFloats(example.vector()),
                            example.model(),
                            caller.tenant().value(),
                            example.id()
                        })
                        .toList());
    }

    private record Kept(IntentExample example, boolean fresh) {}

    private Optional<Kept> insert(Caller caller, NewExample example, float[] vector, String model) {
        return sql.one(
                KEEP,
                row -> new Kept(example(row), row.flag("fresh")),
                caller.tenant().value(),
                example.intent(),
                example.text(),
                HeadBytes.ofFloats(vector),
                model);
    }

    private void room(Caller caller, int more) {
        int tenant = caller.tenant().value();
        sql.one(LOCK, row -> row.flag("locked"), tenant);
        if (count(caller) + more > ExampleRules.MOST) {
            throw new Problem.Conflict("intent.too_many_examples", ExampleRules.MOST);
        }
    }

    private static IntentExample example(Row row) throws SQLException {
        return new IntentExample(row.uuid("id"), row.text("text"), row.text("intent"), row.instant("created_at"));
    }
}
