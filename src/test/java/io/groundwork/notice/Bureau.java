package io.groundwork.notice;

import io.groundwork.platform.config.Seal;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.llm.ProviderAddresses;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Transactions;
import io.groundwork.testing.Wired;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One node that sends notices, on a real database, for a tenant of a test's own; each operation is a transaction. */
final class Bureau implements AutoCloseable {

    final Notices notices;
    final Webhooks webhooks;
    final Recipients recipients;
    final Deliveries deliveries;
    final Mailer mailer;
    final WebhookSender sender;
    final Dispatch dispatch;
    final Caller admin;
    private final Wired wired;
    private final Outbox outbox;
    private final DeliveryRows rows;
    private final WebhookRegistry registry;
    private final Transactions transactions;

    /** @param places that may be called although they are private */
    Bureau(TestDatabase database, String... places) {
        this(database, null, places);
    }

    /** Another node of the same tenant. */
    Bureau(TestDatabase database, Caller tenant, String... places) {
        transactions = new Transactions(database);
        wired = new Wired(database)
                .with(Sql.class, transactions.sql())
                .with(Seal.class, new Seal(Base64.getEncoder().encodeToString(new byte[32])))
                .with(ProviderAddresses.class, new ProviderAddresses(Set.of(places)));
        admin = tenant == null ? tenant() : tenant;
        outbox = wired.bean(Outbox.class);
        rows = wired.bean(DeliveryRows.class);
        registry = wired.bean(WebhookRegistry.class);
        wired.with(Outbox.class, new Each(outbox))
                .with(DeliveryRows.class, new Sent(rows))
                .with(WebhookRegistry.class, new Kept(registry));
        dispatch = wired.bean(Dispatch.class);
        notices = wired.bean(Notices.class);
        webhooks = wired.bean(Webhooks.class);
        recipients = wired.bean(Recipients.class);
        deliveries = wired.bean(Deliveries.class);
        mailer = wired.bean(Mailer.class);
        sender = wired.bean(WebhookSender.class);
        at(Instant.now());
    }

    private Caller tenant() {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        int id = Integer.parseInt(one("insert into tenant (slug, name) values ('" + slug + "', 'T') returning id"));
        UUID user = UUID.fromString(one("with p as (insert into principal (tenant_id, kind) values (" + id
                + ", 'user') returning id) insert into users (tenant_id, principal_id, username, email, display_name) select "
                + id + ", id, 'ada', 'a@b.c', 'Ada' from p returning id"));
        return new Caller(new TenantId(id), slug, new UserId(user), "ada", Set.of(Role.ADMIN), null);
    }

    void at(Instant moment) {
        Clock clock = Clock.fixed(moment, ZoneOffset.UTC);
        outbox.clock = clock;
        rows.clock = clock;
        registry.clock = clock;
        dispatch.clock = clock;
        notices.clock = clock;
    }

    /** What every node does once a second, to its end. */
    void round() {
        round(Runnable::run);
    }

    void round(Executor threads) {
        dispatch.round(threads);
    }

    /** Raises that a day was unusual; each day once. */
    UUID raise(int day) {
        return UUID.fromString(
                one("insert into alert (tenant_id, kind, day, usual, spent, currency, raised_at) values ("
                        + admin.tenant().value() + ", 'anomaly', date '2026-11-01' + " + day
                        + ", 1, 9.5, 'EUR', now()) returning id"));
    }

    /** Raises that a budget is used to this part. */
    UUID raise(String budget, int percent) {
        int tenant = admin.tenant().value();
        String window =
                one("with b as (insert into budget (tenant_id, name, scope, period, amount, currency) values (" + tenant
                        + ", '" + budget
                        + "', 'tenant', 'month', 100, 'EUR') returning id) insert into budget_window (tenant_id, budget_id,"
                        + " starts_at, amount) select " + tenant + ", id, now(), 100 from b returning id");
        return UUID.fromString(
                one("insert into alert (tenant_id, kind, window_id, budget, percent, amount, reserved, starts_at,"
                        + " spent, currency, raised_at) values (" + tenant + ", '"
                        + (percent == 100 ? "exhausted" : "threshold")
                        + "', " + window + ", '" + budget + "', " + percent
                        + ", 100, 1.5, now(), 80.25, 'EUR', now()) returning id"));
    }

    String webhook(String name, String url, String... events) {
        return webhooks.put(admin, name, new Webhook.Spec(url, List.of(events), true))
                .secret()
                .orElseThrow();
    }

    List<Delivery> deliveries() {
        return as(admin, () -> deliveries
                .page(admin, Optional.empty(), Page.Request.first(Page.MOST))
                .data());
    }

    <T> T as(Caller caller, Supplier<T> work) {
        return bound(caller.tenant().value(), work);
    }

    void run(Runnable work) {
        as(admin, () -> {
            work.run();
            return null;
        });
    }

    private <T> T bound(Integer tenant, Supplier<T> work) {
        return transactions.in(tenant, work);
    }

    /** The first column of the first row, seen by a superuser. */
    String one(String sql) {
        return transactions.one(sql);
    }

    @Override
    public void close() throws SQLException {
        transactions.close();
        wired.close();
    }

    /** Of all tenants of this database, only those of this test: others run their own rounds. */
    private List<Outbox.Due> own(List<Outbox.Due> due) {
        return due.stream().filter(each -> each.tenant().equals(admin.tenant())).toList();
    }

    /** As the container would call it. */
    private final class Each extends Outbox {

        private final Outbox inner;

        Each(Outbox inner) {
            this.inner = inner;
        }

        @Override
        public List<Due> waiting() {
            return own(bound(null, inner::waiting));
        }

        @Override
        public void passOn(Caller caller, UUID alert) {
            as(caller, () -> {
                inner.passOn(caller, alert);
                return null;
            });
        }
    }

    private final class Sent extends DeliveryRows {

        private final DeliveryRows inner;

        Sent(DeliveryRows inner) {
            this.inner = inner;
        }

        @Override
        public List<Outbox.Due> due(int most) {
            return own(bound(null, () -> inner.due(most)));
        }

        @Override
        public Optional<Parcel> claim(Caller caller, UUID delivery) {
            return as(caller, () -> inner.claim(caller, delivery));
        }

        @Override
        public Parcel trial(Caller caller, UUID webhook) {
            return as(caller, () -> inner.trial(caller, webhook));
        }

        @Override
        public void record(Caller caller, Parcel parcel, Outcome outcome, Instant began) {
            as(caller, () -> {
                inner.record(caller, parcel, outcome, began);
                return null;
            });
        }
    }

    private final class Kept extends WebhookRegistry {

        private final WebhookRegistry inner;

        Kept(WebhookRegistry inner) {
            this.inner = inner;
        }

        @Override
        public Webhook.Put put(Caller caller, String name, Webhook.Spec spec) {
            return as(caller, () -> inner.put(caller, name, spec));
        }

        @Override
        public Page<Webhook> page(Caller caller, Page.Request request) {
            return as(caller, () -> inner.page(caller, request));
        }

        @Override
        public Webhook read(Caller caller, String name) {
            return as(caller, () -> inner.read(caller, name));
        }

        @Override
        public void remove(Caller caller, String name) {
            as(caller, () -> {
                inner.remove(caller, name);
                return null;
            });
        }

        @Override
        public Webhook.Put rotate(Caller caller, String name) {
            return as(caller, () -> inner.rotate(caller, name));
        }
    }
}
