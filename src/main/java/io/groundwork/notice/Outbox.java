package io.groundwork.notice;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is raised and not passed on yet. Passing on makes one delivery for each receiver that the tenant has at that moment, in
 * the transaction that marks it as passed on.
 */
@ApplicationScoped
class Outbox {

    private static final int MOST = 100;

    private static final String DISPATCH = "select set_config('app.dispatcher', 'on', true)";
    private static final String WAITING =
            """
            select a.tenant_id, t.slug, a.id from alert a join tenant t on t.id = a.tenant_id
             where a.passed_on_at is null order by a.raised_at, a.number limit ?
            """;
    private static final String CLAIM =
            "select id from alert where tenant_id = ? and id = ? and passed_on_at is null for update skip locked";
    private static final String TO_WEBHOOKS =
            """
            insert into delivery (tenant_id, alert_id, webhook_id, event, payload, due_at, created_at)
            select tenant_id, ?, id, ?, ?, ?, ? from webhook
             where tenant_id = ? and disabled_reason is null and (cardinality(events) = 0 or ? = any (events))
            """;
    private static final String TO_PEOPLE =
            """
            insert into delivery (tenant_id, alert_id, address, event, due_at, created_at)
            select tenant_id, ?, address, ?, ?, ? from notice_mail where tenant_id = ?
            """;
    private static final String PASSED_ON = "update alert set passed_on_at = ? where tenant_id = ? and id = ?";

    @Inject
    private Sql sql;

    @Inject
    private NoticeRows notices;

    @Inject
    private Mailer mailer;

    Clock clock = Clock.systemUTC();

    /** Something of some tenant that is to be done. */
    record Due(TenantId tenant, String slug, UUID id) {

        static Due read(Row row) throws SQLException {
            return new Due(new TenantId(row.integer("tenant_id")), row.text("slug"), row.uuid("id"));
        }

        Caller caller() {
            return Caller.system(tenant, slug);
        }
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Due> waiting() {
        sql.one(DISPATCH, row -> true);
        return sql.list(WAITING, Due::read, MOST);
    }

    /** Passes an alert on, unless somebody else has or is at it. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void passOn(Caller caller, UUID alert) {
        int tenant = caller.tenant().value();
        if (sql.one(CLAIM, row -> true, tenant, alert).isEmpty()) {
            return;
        }
        Notice notice = notices.find(caller, alert).orElseThrow();
        String event = notice.kind().event();
        Instant now = clock.instant();
        String payload = NoticeJson.message(notice, caller.tenantSlug());
        sql.run(TO_WEBHOOKS, alert, event, payload, now, now, tenant, event);
        if (mailer.isThere()) {
            sql.run(TO_PEOPLE, alert, event, now, now, tenant);
        }
        sql.run(PASSED_ON, now, tenant, alert);
    }
}
