package io.groundwork.notice;

import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Messages on their way. Each is claimed with a lease that outlasts any sending; whoever dies while sending leaves it to the
 * next, so that it arrives at least once. A receiver that wants them one after the other is given one at a time.
 */
@ApplicationScoped
class DeliveryRows {

    /** Longer than a mail server may take for all of its answers. */
    static final Duration LEASE = Duration.ofMinutes(3);

    private static final String DISPATCH = "select set_config('app.dispatcher', 'on', true)";
    private static final String DUE =
            """
            select tenant_id, slug, id from (
                select distinct on (coalesce(d.webhook_id, d.id)) d.tenant_id, t.slug, d.id, d.due_at
                  from delivery d join tenant t on t.id = d.tenant_id
                 where d.state = 'waiting' and d.due_at <= ? and coalesce(d.lease_until, '-infinity') <= ? and not exists (
                       select 1 from delivery other where other.tenant_id = d.tenant_id and other.webhook_id = d.webhook_id
                          and other.state = 'waiting' and other.lease_until > ?)
                 order by coalesce(d.webhook_id, d.id), d.due_at, d.created_at) first
             order by due_at limit ?
            """;
    private static final String CLAIM =
            """
            update delivery set lease_until = ?, attempts = attempts + 1 where tenant_id = ? and id = (
                select d.id from delivery d where d.tenant_id = ? and d.id = ? and d.state = 'waiting' and d.due_at <= ?
                   and coalesce(d.lease_until, '-infinity') <= ? and d.attempts < ? and not exists (
                       select 1 from delivery other where other.tenant_id = d.tenant_id and other.webhook_id = d.webhook_id
                          and other.state = 'waiting' and other.lease_until > ?)
                   for update of d skip locked)
            returning id, alert_id, webhook_id, address, payload, attempts
            """;
    /** Whoever tried the last time never told what became of it. */
    private static final String LOST =
            """
            update delivery set state = 'failed' where tenant_id = ? and id = ? and state = 'waiting' and attempts >= ?
               and coalesce(lease_until, '-infinity') <= ?
            """;

    private static final String TRIAL =
            """
            insert into delivery (tenant_id, webhook_id, event, payload, attempts, due_at, lease_until, created_at)
            values (?, ?, ?, ?, 1, ?, ?, ?) returning id, alert_id, webhook_id, address, payload, attempts
            """;
    private static final String WEBHOOK =
            "select id, url, secret, earlier_secret, earlier_until from webhook where tenant_id = ? and id = ?";
    private static final String ATTEMPT =
            """
            insert into delivery_attempt (tenant_id, delivery_id, number, at, took_ms, status, failure)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """;
    private static final String ENDED =
            "update delivery set state = ?, lease_until = null where tenant_id = ? and id = ? and attempts = ?";
    private static final String AGAIN =
            "update delivery set due_at = ?, lease_until = null where tenant_id = ? and id = ? and attempts = ?";

    @Inject
    private Sql sql;

    @Inject
    private NoticeRows notices;

    @Inject
    private WebhookRows webhooks;

    @Inject
    private WebhookSecrets secrets;

    @Inject
    private AuditTrail audit;

    Clock clock = Clock.systemUTC();

    /** The first for each webhook that is not being sent to, so that a backlog of one keeps no other waiting. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Outbox.Due> due(int most) {
        Instant now = clock.instant();
        sql.one(DISPATCH, row -> true);
        return sql.list(DUE, Outbox.Due::read, now, now, now, most);
    }

    /** Takes a message to send it; empty while somebody else has it, or sends another to the same webhook. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Parcel> claim(Caller caller, UUID delivery) {
        int tenant = caller.tenant().value();
        Instant now = clock.instant();
        Optional<Parcel> claimed = sql.one(
                CLAIM,
                row -> parcel(caller, row),
                now.plus(LEASE),
                tenant,
                tenant,
                delivery,
                now,
                now,
                Tries.MOST,
                now);
        if (claimed.isEmpty()) {
            sql.run(LOST, tenant, delivery, Tries.MOST, now);
        }
        return claimed;
    }

    /** A message to try a webhook with, already taken. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Parcel trial(Caller caller, UUID webhook) {
        Instant now = clock.instant();
        return sql.one(
                        TRIAL,
                        row -> parcel(caller, row),
                        caller.tenant().value(),
                        webhook,
                        Webhook.TRIAL,
                        NoticeJson.trial(caller.tenantSlug(), now.toString()),
                        now,
                        now.plus(LEASE),
                        now)
                .orElseThrow();
    }

    private Parcel parcel(Caller caller, Row row) throws SQLException {
        UUID alert = row.uuid("alert_id");
        String address = row.text("address");
        return new Parcel(
                row.uuid("id"),
                row.integer("attempts"),
                alert == null,
                address == null ? Optional.of(hook(caller, row)) : Optional.empty(),
                Optional.ofNullable(address)
                        .map(to ->
                                new Parcel.Mail(to, notices.find(caller, alert).orElseThrow())));
    }

    private Parcel.Hook hook(Caller caller, Row row) throws SQLException {
        String payload = row.text("payload");
        return sql.one(
                        WEBHOOK,
                        webhook -> new Parcel.Hook(
                                webhook.uuid("id"), URI.create(webhook.text("url")), keys(caller, webhook), payload),
                        caller.tenant().value(),
                        row.uuid("webhook_id"))
                .orElseThrow();
    }

    private List<String> keys(Caller caller, Row webhook) throws SQLException {
        UUID id = webhook.uuid("id");
        List<String> keys = new ArrayList<>();
        keys.add(secrets.open(caller, id, webhook.bytes("secret")));
        if (!webhook.isNull("earlier_until") && webhook.instant("earlier_until").isAfter(clock.instant())) {
            keys.add(secrets.open(caller, id, webhook.bytes("earlier_secret")));
        }
        return keys;
    }

    /** Puts on record what became of a try, and says when the next is. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void record(Caller caller, Parcel parcel, Outcome outcome, Instant began) {
        int tenant = caller.tenant().value();
        Instant now = clock.instant();
        int took = (int) Duration.between(began, now).toMillis();
        sql.run(ATTEMPT, tenant, parcel.id(), parcel.tries(), began, took, outcome.status(), outcome.failure());
        Optional<Duration> pause = outcome.result() == Outcome.Result.AGAIN && !parcel.trial()
                ? Tries.pauseAfter(parcel.tries(), ThreadLocalRandom.current().nextDouble())
                : Optional.empty();
        if (pause.isPresent()) {
            sql.run(AGAIN, now.plus(pause.get()), tenant, parcel.id(), parcel.tries());
        } else {
            sql.run(ENDED, outcome.arrived() ? "delivered" : "failed", tenant, parcel.id(), parcel.tries());
        }
        if (outcome.result() == Outcome.Result.GONE && parcel.hook().isPresent()) {
            gone(caller, parcel.hook().get());
        }
    }

    private void gone(Caller caller, Parcel.Hook hook) {
        webhooks.gone(caller, hook.webhook())
                .ifPresent(name -> audit.record(caller, "webhook.gone", Webhooks.KIND, name, Map.of()));
    }
}
