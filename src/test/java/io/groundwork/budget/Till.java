package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Transactions;
import io.groundwork.testing.Wired;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Budgets and their ledger on a real database, in a tenant of a test's own; each thread works on a connection of its own. */
final class Till implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    /** A euro for a thousand tokens, in or out. */
    static final Rates DEAR = rates("EUR", "1000", "1000");

    final Budgets budgets;
    final BudgetTree tree;
    final Ledger ledger;
    final Usage usage;
    final FocusExport focus;
    final UsageScenario scenario;
    final Invoices invoices;
    final Caller admin;
    final int tenant;
    private final Wired wired;
    final InvoiceBooking booking;
    /** What happens between an invoice's transactions, before each correction. */
    Runnable beforeCorrection = () -> {};

    final ReservationRows reservations;
    private final Overdue overdue;
    private final Pattern pattern;
    private final Map<String, UUID> users = new TreeMap<>();
    private final Map<String, UUID> groups = new TreeMap<>();
    private final Transactions transactions;

    Till(TestDatabase database) {
        transactions = new Transactions(database);
        wired = new Wired(database).with(Sql.class, transactions.sql());
        wired.with(Ladder.class, (caller, field, then) -> {});
        wired.with(ModelNames.class, (caller, alias) -> alias.equals(alias.toLowerCase(Locale.ROOT)));
        booking = wired.bean(InvoiceBooking.class);
        wired.with(InvoiceBooking.class, new EachBooking());
        budgets = wired.bean(Budgets.class);
        tree = wired.bean(BudgetTree.class);
        ledger = wired.bean(Ledger.class);
        overdue = wired.bean(Overdue.class);
        reservations = wired.bean(ReservationRows.class);
        pattern = wired.bean(Pattern.class);
        usage = wired.bean(Usage.class);
        focus = wired.bean(FocusExport.class);
        scenario = wired.bean(UsageScenario.class);
        invoices = wired.bean(Invoices.class);
        tenant = Integer.parseInt(one("insert into tenant (slug, name) values ('t"
                + UUID.randomUUID().toString().substring(0, 8) + "', 'T') returning id"));
        admin = new Caller(
                new TenantId(tenant), "t" + tenant, new UserId(UUID.randomUUID()), "ada", Set.of(Role.ADMIN), null);
        at(NOON);
    }

    void at(Instant moment) {
        Clock clock = Clock.fixed(moment, ZoneOffset.UTC);
        budgets.clock = clock;
        ledger.clock = clock;
        reservations.moment = Optional.of(moment);
        pattern.clock = clock;
        usage.clock = clock;
        focus.clock = clock;
        scenario.clock = clock;
    }

    void zone(String zone) {
        one("update tenant set time_zone = '" + zone + "' where id = " + tenant + " returning 1");
    }

    Caller person(String name, String... groups) {
        UUID id = users.computeIfAbsent(
                name,
                absent -> UUID.fromString(one("with p as (insert into principal (tenant_id, kind)"
                        + " values (" + tenant
                        + ", 'user') returning id) insert into users (tenant_id, principal_id, username, email,"
                        + " display_name) select " + tenant + ", id, '" + name + "', 'a@b.c', '" + name
                        + "' from p returning id")));
        for (String group : groups) {
            one("insert into group_member values (" + tenant + ", '" + group(group) + "', '" + id + "') returning 1");
        }
        return new Caller(new TenantId(tenant), admin.tenantSlug(), new UserId(id), name, Set.of(Role.EMPLOYEE), null);
    }

    UUID group(String name, String... parents) {
        UUID id = groups.computeIfAbsent(
                name,
                absent -> UUID.fromString(one("with p as (insert into principal (tenant_id, kind)"
                        + " values (" + tenant
                        + ", 'group') returning id) insert into groups (tenant_id, principal_id, name)"
                        + " select " + tenant + ", id, '" + name + "' from p returning id")));
        for (String parent : parents) {
            one("insert into group_parent values (" + tenant + ", '" + id + "', '" + group(parent) + "') returning 1");
        }
        return id;
    }

    /** The same person by a key. */
    Caller key(Caller person) {
        UUID id = UUID.fromString(one("insert into api_key (tenant_id, user_id, name, secret_hash, hint) values ("
                + tenant + ", '" + person.user() + "', 'k', decode(md5(random()::text), 'hex'), 'h') returning id"));
        return new Caller(person.tenant(), person.tenantSlug(), person.user(), person.username(), person.roles(), id);
    }

    BudgetDetail budget(String name, String kind, String whose, Period period, String limit) {
        return put(
                name,
                new BudgetSpec(
                        new Scope(Scope.Kind.of(kind).orElseThrow(), whose),
                        period,
                        euros(limit),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
    }

    /** A budget of the whole tenant that tells when these parts of it are used. */
    BudgetDetail alerting(String name, Period period, String limit, Integer... percents) {
        return put(
                name,
                new BudgetSpec(
                        Scope.WHOLE_TENANT,
                        period,
                        euros(limit),
                        Optional.empty(),
                        List.of(percents),
                        Optional.empty()));
    }

    BudgetDetail put(String name, BudgetSpec spec) {
        return as(admin, () -> budgets.put(admin, name, spec));
    }

    Standing standing(String name) {
        return as(admin, () -> budgets.read(admin, name)).standing();
    }

    static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    static Rates rates(String currency, String input, String output) {
        BigDecimal in = new BigDecimal(input);
        return new Rates(currency, in, in, in, new BigDecimal(output));
    }

    /** A call whose prompt costs nothing worth telling and whose answer costs a euro for each thousand tokens. */
    static Hold call(long outputCap) {
        return call("large", rates("EUR", "0", "1000"), 0, outputCap);
    }

    static Hold call(String model, Rates rates, long input, long outputCap) {
        return new Hold(
                UUID.randomUUID(),
                1,
                Purpose.ANSWER,
                model,
                "openai",
                "rag",
                Optional.of(rates),
                input,
                outputCap,
                Hold.LEAST_USEFUL,
                Duration.ofMinutes(5));
    }

    static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    Reservation reserve(Caller caller, Hold hold) {
        return as(caller, () -> ledger.reserve(caller, hold));
    }

    Offer offer(Caller caller, Hold hold) {
        return as(caller, () -> ledger.offer(caller, hold));
    }

    Charge settle(Caller caller, UUID reservation, long input, long output) {
        Used used = new Used(new TokenCount(input, 0, output), false, Optional.of("req-" + reservation));
        return as(caller, () -> ledger.settle(caller, reservation, used));
    }

    /** What every node does now and then. */
    int expire() {
        int settled = 0;
        for (ReservationRows.Due due : as(admin, overdue::all)) {
            if (due.tenant() == tenant && as(admin, () -> ledger.expire(admin, due.id()))) {
                settled++;
            }
        }
        return settled;
    }

    /** What every node does now and then; tells whether it was this tenant's turn. */
    boolean watch() {
        Optional<Caller> due = as(admin, pattern::due).stream()
                .filter(each -> each.tenant().equals(admin.tenant()))
                .findFirst();
        due.ifPresent(caller -> run(caller, () -> pattern.look(caller)));
        return due.isPresent();
    }

    /** Work in a transaction of its own that is bound to the caller's tenant. */
    <T> T as(Caller caller, Supplier<T> work) {
        return transactions.in(caller.tenant().value(), work);
    }

    void run(Caller caller, Runnable work) {
        as(caller, () -> {
            work.run();
            return null;
        });
    }

    /** The first column of the first row, seen by a superuser. */
    String one(String sql) {
        return transactions.one(sql);
    }

    List<String> all(String sql) {
        return transactions.all(sql);
    }

    /** Whatever in the books does not agree with something else in them; nothing, when all is well. */
    List<String> disagreements() {
        return all(
                """
                select 'posting ' || posting from ledger_entry group by posting, currency having sum(amount) <> 0
                union all
                select 'window ' || w.id from budget_window w
                  left join lateral (
                       select coalesce(sum(e.amount) filter (where e.account = 'held'), 0) as held,
                              coalesce(sum(e.amount) filter (where e.account = 'expense'), 0) as expense
                         from reservation_window r join ledger_entry e
                           on e.tenant_id = r.tenant_id and e.reservation_id = r.reservation_id
                        where r.tenant_id = w.tenant_id and r.window_id = w.id) l on true
                 where w.reserved <> l.held or w.spent <> l.expense
                union all
                select 'usage of ' || tenant_id || ' in ' || currency from (
                       select tenant_id, currency, amount from charge
                       union all
                       select tenant_id, currency, - amount from ledger_entry where account = 'expense') both_books
                 group by tenant_id, currency having sum(amount) <> 0
                union all
                select 'held without an open reservation ' || r.id from reservation r where r.state <> 'open' and 0 <> (
                       select coalesce(sum(amount), 0) from ledger_entry e
                        where e.tenant_id = r.tenant_id and e.reservation_id = r.id and e.account = 'held')
                """);
    }

    /** Closes the connections of threads that have ended; those that go on must not ask again. */
    void disconnect() throws SQLException {
        transactions.disconnect();
    }

    @Override
    public void close() throws SQLException {
        transactions.close();
        wired.close();
    }

    /** As the container would call it. */
    private final class EachBooking extends InvoiceBooking {

        @Override
        public InvoiceCheck check(Caller caller, Invoice invoice) {
            return as(caller, () -> booking.check(caller, invoice));
        }

        @Override
        public boolean correct(Caller caller, InvoiceCheck.Correction correction, String reason) {
            beforeCorrection.run();
            return as(caller, () -> booking.correct(caller, correction, reason));
        }
    }
}
