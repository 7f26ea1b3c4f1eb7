package io.groundwork.notice;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.platform.rest.JsonShape;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What was sent and what became of it, for a tenant's admins. */
@ApplicationScoped
public class Deliveries {

    private static final String PAGE =
            """
            select d.id, d.event, w.name as webhook, d.address, d.alert_id, d.state, d.due_at, d.created_at,
                   coalesce((select json_agg(json_build_object('at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                       'took_ms', a.took_ms, 'status', a.status, 'failure', a.failure) order by a.number) from delivery_attempt a
                     where a.tenant_id = d.tenant_id and a.delivery_id = d.id), '[]')::text as attempts
              from delivery d left join webhook w on w.tenant_id = d.tenant_id and w.id = d.webhook_id
             where d.tenant_id = ? and (?::text is null or w.name = ?)
               and (?::text is null or (d.created_at, d.id) <
                    (select l.created_at, l.id from delivery l where l.tenant_id = d.tenant_id and l.id::text = ?))
             order by d.created_at desc, d.id desc limit ?
            """;

    @Inject
    private Sql sql;

    /** The newest first; of one webhook, or of all receivers. */
    @Transactional
    public Page<Delivery> page(Caller caller, Optional<String> webhook, Page.Request request) {
        caller.require(Role.ADMIN);
        String name = webhook.orElse(null);
        List<Delivery> rows = sql.list(
                PAGE,
                Deliveries::delivery,
                caller.tenant().value(),
                name,
                name,
                request.after(),
                request.after(),
                request.limit() + 1);
        return Page.cut(rows, request.limit(), delivery -> delivery.id().toString());
    }

    private static Delivery delivery(Row row) throws SQLException {
        String state = row.text("state");
        return new Delivery(
                row.uuid("id"),
                row.text("event"),
                Optional.ofNullable(row.text("webhook")),
                Optional.ofNullable(row.text("address")),
                Optional.ofNullable(row.uuid("alert_id")),
                state,
                List.of(JsonShape.JSONB.fromJson(row.text("attempts"), Delivery.Attempt[].class)),
                state.equals("waiting") ? Optional.of(row.instant("due_at")) : Optional.empty(),
                row.instant("created_at"));
    }
}
