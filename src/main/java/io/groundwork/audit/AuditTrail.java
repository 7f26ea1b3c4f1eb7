package io.groundwork.audit;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.platform.rest.JsonShape;
import io.groundwork.platform.tenancy.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The audit trail of a tenant: written with every change, read by its admins and reviewers. */
@ApplicationScoped
public class AuditTrail {

    private static final String INSERT =
            """
            insert into audit_entry (tenant_id, actor, actor_id, action, subject_kind, subject, detail, request_id)
            values (?, ?, ?::uuid, ?, ?, ?, ?::jsonb, ?)
            """;

    private static final String SEARCH =
            """
            select id, at, actor, action, subject_kind, subject, detail, request_id
            from audit_entry
            where tenant_id = ?
              and (?::bigint is null or id < ?)
              and (?::text is null or actor = ?)
              and (?::text is null or action = ?)
              and (?::text is null or subject_kind = ?)
              and (?::text is null or subject = ?)
              and (?::timestamptz is null or at >= ?)
              and (?::timestamptz is null or at < ?)
            order by id desc
            limit ?
            """;

    @Inject
    private Sql sql;

    /**
     * Records, in the transaction of the change, what the caller does.
     *
     * @param detail the changed fields (see {@link Difference}); never a secret
     */
    @Transactional
    public void record(Caller caller, String action, String subjectKind, String subject, Map<String, Object> detail) {
        sql.run(
                INSERT,
                caller.tenant().value(),
                caller.username(),
                caller.userId().map(user -> user.value()).orElse(null),
                action,
                subjectKind,
                subject,
                JsonShape.JSONB.toJson(detail),
                RequestTrace.current().requestId());
    }

    /** The entries that the filter admits, newest first. */
    @Transactional
    public Page<AuditEntry> search(Caller caller, AuditFilter filter, Page.Request page) {
        caller.require(Role.ADMIN, Role.REVIEWER);
        Long before = cursor(page.after());
        List<AuditEntry> rows = sql.list(
                SEARCH,
                AuditTrail::entry,
                caller.tenant().value(),
                before,
                before,
                filter.actor(),
                filter.actor(),
                filter.action(),
                filter.action(),
                filter.subjectKind(),
                filter.subjectKind(),
                filter.subject(),
                filter.subject(),
                filter.since(),
                filter.since(),
                filter.until(),
                filter.until(),
                page.limit() + 1);
        return Page.cut(rows, page.limit(), entry -> Long.toString(entry.id()));
    }

    private static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                row.bigint("id"),
                row.instant("at"),
                row.text("actor"),
                row.text("action"),
                row.text("subject_kind"),
                row.text("subject"),
                object(row.text("detail")),
                row.text("request_id"));
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static Long cursor(String after) {
        try {
            return after == null ? null : Long.valueOf(after);
        } catch (NumberFormatException notOurs) {
            throw Problem.Invalid.field("after", "audit.cursor");
        }
    }
}
