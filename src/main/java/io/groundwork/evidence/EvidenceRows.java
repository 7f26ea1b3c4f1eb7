package io.groundwork.evidence;

import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the evidence tables. */
@ApplicationScoped
class EvidenceRows {

    private static final String JOINED = " from evidence e left join evidence_outcome o"
            + " on o.tenant_id = e.tenant_id and o.answer_id = e.answer_id where e.tenant_id = ?";
    private static final String SHORT =
            "select e.answer_id, e.at, e.username, e.question, coalesce(o.answer, '') as answer,"
                    + " coalesce(o.state, 'running') as state, coalesce(o.abstained, false) as abstained,"
                    + " coalesce(o.record ->> 'model', e.record ->> 'model') as model,"
                    + " coalesce(json_array_length(o.record -> 'citations'), 0) as citations" + JOINED;
    private static final String WHOLE =
            "select e.answer_id, e.at, e.username, e.user_id, e.groups, e.question, e.sent, e.sent_hash,"
                    + " e.record::text as record, e.record_hash, e.request_id, e.traceparent, o.at as closed_at, o.state, o.raw_answer,"
                    + " o.answer, o.abstained, o.record::text as outcome, o.record_hash as outcome_hash" + JOINED
                    + " and e.answer_id = ?";
    private static final String FURTHER =
            "select n, at, model, mode, prompt_version, record::text as record, sent, sent_hash from evidence_attempt"
                    + " where tenant_id = ? and answer_id = ? order by n";
    private static final String MATCHING = " and (?::timestamptz is null or e.at >= ?::timestamptz)"
            + " and (?::timestamptz is null or e.at < ?::timestamptz)"
            + " and (?::text is null or lower(e.username) = lower(?::text))"
            + " and (?::boolean is null or coalesce(o.abstained, false) = ?::boolean)"
            + " and (?::text is null or strpos(lower(e.question), lower(?::text)) > 0 or strpos(lower(o.answer), lower(?::text)) > 0)";
    private static final String PLACE =
            "(select at, answer_id from evidence where tenant_id = ? and answer_id = ?::uuid)";
    private static final String AFTER = " and (?::uuid is null or (e.at, e.answer_id) < " + PLACE + ")";
    private static final String LATEST_FIRST = " order by e.at desc, e.answer_id desc limit ?";
    private static final String NEWER = "select e.answer_id" + JOINED + MATCHING + " and (e.at, e.answer_id) > " + PLACE
            + " order by e.at, e.answer_id limit 1";
    private static final String OLDER = "select e.answer_id" + JOINED + MATCHING + " and (e.at, e.answer_id) < " + PLACE
            + " order by e.at desc, e.answer_id desc limit 1";

    @Inject
    private Sql sql;

    Page<Interaction> page(TenantId tenant, EvidenceFilter filter, Page.Request request) {
        UUID after = cursor(request.after());
        List<Object> parameters = parameters(tenant, filter);
        parameters.addAll(Arrays.asList(after, tenant.value(), after, request.limit() + 1));
        List<Interaction> found =
                sql.list(SHORT + MATCHING + AFTER + LATEST_FIRST, EvidenceRows::interaction, parameters.toArray());
        return Page.cut(found, request.limit(), row -> row.answerId().toString());
    }

    Optional<Evidence> find(TenantId tenant, UUID answerId) {
        List<Evidence.Attempt> further = sql.list(FURTHER, EvidenceRows::attempt, tenant.value(), answerId);
        return sql.one(WHOLE, row -> evidence(row, further), tenant.value(), answerId);
    }

    Neighbours neighbours(TenantId tenant, EvidenceFilter filter, UUID answerId) {
        List<Object> parameters = parameters(tenant, filter);
        parameters.addAll(Arrays.asList(tenant.value(), answerId));
        Object[] bound = parameters.toArray();
        return new Neighbours(
                sql.one(NEWER, row -> row.uuid("answer_id"), bound),
                sql.one(OLDER, row -> row.uuid("answer_id"), bound));
    }

    private static List<Object> parameters(TenantId tenant, EvidenceFilter filter) {
        Object from = filter.from().orElse(null);
        Object to = filter.to().orElse(null);
        Object username = filter.username().orElse(null);
        Object abstained = filter.abstained().orElse(null);
        Object text = filter.text().orElse(null);
        return new ArrayList<>(Arrays.asList(
                tenant.value(), from, from, to, to, username, username, abstained, abstained, text, text, text));
    }

    /** A cursor that is none of ours leads to an empty page, like one whose answer is gone. */
    private static UUID cursor(String after) {
        try {
            return after == null ? null : UUID.fromString(after);
        } catch (IllegalArgumentException notACursor) {
            return new UUID(0, 0);
        }
    }

    private static Interaction interaction(Row row) throws SQLException {
        return new Interaction(
                row.uuid("answer_id"),
                row.instant("at"),
                row.text("username"),
                row.text("question"),
                row.text("answer"),
                row.text("state"),
                row.flag("abstained"),
                row.text("model"),
                row.integer("citations"));
    }

    private static Evidence evidence(Row row, List<Evidence.Attempt> further) throws SQLException {
        JsonObject record = json(row.text("record"));
        Evidence.Attempt first = first(row, record);
        List<Evidence.Attempt> attempts = new ArrayList<>(List.of(first));
        attempts.addAll(further);
        return new Evidence(
                row.uuid("answer_id"),
                UUID.fromString(record.getString("conversation_id")),
                row.instant("at"),
                row.text("username"),
                row.uuid("user_id"),
                List.of(row.texts("groups")),
                row.text("question"),
                record.getString("searched"),
                first.mode(),
                first.model(),
                first.promptVersion(),
                EvidenceRecord.route(record.getJsonObject("route")),
                first.candidates(),
                first.sent(),
                first.sentSha256(),
                attempts.stream().allMatch(Evidence.Attempt::intact),
                row.text("request_id"),
                row.text("traceparent"),
                Hash.hex(row.bytes("record_hash")),
                attempts,
                outcome(row));
    }

    private static Evidence.Attempt first(Row row, JsonObject record) throws SQLException {
        return new Evidence.Attempt(
                1,
                row.instant("at"),
                record.getString("model"),
                record.getString("mode"),
                record.getString("prompt_version"),
                EvidenceRecord.candidates(record.getJsonArray("candidates")),
                row.text("sent"),
                Hash.hex(row.bytes("sent_hash")),
                intact(row));
    }

    private static Evidence.Attempt attempt(Row row) throws SQLException {
        return new Evidence.Attempt(
                row.integer("n"),
                row.instant("at"),
                row.text("model"),
                row.text("mode"),
                row.text("prompt_version"),
                EvidenceRecord.candidates(json(row.text("record")).getJsonArray("candidates")),
                row.text("sent"),
                Hash.hex(row.bytes("sent_hash")),
                intact(row));
    }

    private static boolean intact(Row row) throws SQLException {
        return Arrays.equals(Hash.of(row.text("sent")), row.bytes("sent_hash"));
    }

    private static Optional<Evidence.Outcome> outcome(Row row) throws SQLException {
        if (row.isNull("state")) {
            return Optional.empty();
        }
        JsonObject record = json(row.text("outcome"));
        return Optional.of(new Evidence.Outcome(
                row.instant("closed_at"),
                row.text("state"),
                row.text("raw_answer"),
                row.text("answer"),
                row.flag("abstained"),
                EvidenceRecord.citations(record.getJsonArray("citations")),
                record,
                Hash.hex(row.bytes("outcome_hash"))));
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
