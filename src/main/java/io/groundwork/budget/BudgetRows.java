package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of budgets, and the limits of their running periods. */
@ApplicationScoped
class BudgetRows {

    private static final String COLUMNS =
            """
            select b.id, b.name, b.scope, b.subject, b.period, b.amount, b.currency, b.member_amount, b.alert_percent,
                   b.degrade::text as degrade, b.created_at, coalesce(b.model, g.name, u.username, b.subject::text, '') as whose
              from budget b
              left join groups g on b.scope = 'group' and g.tenant_id = b.tenant_id and g.id = b.subject
              left join users u on b.scope = 'user' and u.tenant_id = b.tenant_id and u.id = b.subject
             where b.tenant_id = ? and b.retired_at is null
            """;
    private static final String FIND = COLUMNS + " and lower(b.name) = lower(?)";
    private static final String PAGE =
            COLUMNS + " and (?::text is null or lower(b.name) > lower(?)) order by lower(b.name) limit ?";
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('budget ' || ? || ' ' || lower(?), 0))";
    private static final String HOLD_STILL = "select 1 from budget where tenant_id = ? and id = ? for no key update";
    private static final String INSERT =
            """
            insert into budget (tenant_id, name, scope, subject, model, period, amount, currency, member_amount, alert_percent,
                degrade)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            """;
    private static final String CHANGE =
            """
            update budget set name = ?, amount = ?, member_amount = ?, alert_percent = ?, degrade = ?::jsonb, updated_at = now()
             where tenant_id = ? and id = ?
            """;
    private static final String LIMIT =
            """
            update budget_window set amount = ? where id in (
                select id from budget_window where tenant_id = ? and budget_id = ? and (member_id = ?) = ?
                   and (ends_at is null or ends_at > ?) order by id for no key update) and tenant_id = ? returning id
            """;
    private static final String RETIRE =
            "update budget set retired_at = now() where tenant_id = ? and id = ? and retired_at is null";
    private static final String OF_GROUP =
            """
            select b.name from budget b join groups g on g.tenant_id = b.tenant_id and g.id = b.subject
             where b.tenant_id = ? and b.scope = 'group' and b.retired_at is null and g.principal_id = ?
             order by b.id
            """;
    private static final String ANY = "select 1 from budget where tenant_id = ? and retired_at is null limit 1";
    private static final String RUNNING =
            """
            select amount, spent, reserved, ends_at, array(select percent from alert a where a.tenant_id = w.tenant_id
                   and a.window_id = w.id and a.amount = w.amount order by percent) as alerted from budget_window w
             where tenant_id = ? and budget_id = ? and member_id = ? and starts_at <= ? and (ends_at is null or ends_at > ?)
            """;

    /** One pass over the charges, however many budgets they count in. */
    private static final String DAYS =
            """
            with counters as materialized (
                select id, budget_id from budget_window
                 where tenant_id = ? and budget_id = any (?) and member_id = ? and (ends_at is null or ends_at > ?)
            )
            select w.budget_id, (c.charged_at at time zone ?)::date::text as day, sum(c.amount) as amount from charge c
              join reservation_window r on r.tenant_id = c.tenant_id and r.reservation_id = c.reservation_id
              join counters w on w.id = r.window_id
             where c.tenant_id = ? and c.charged_at >= ? and c.charged_at < ?
             group by 1, 2
            """;

    @Inject
    private Sql sql;

    @Inject
    private Alerts alerts;

    /**
     * The counters of a running period.
     *
     * @param alerted the parts, in percent, of its limit that it has raised alerts of
     */
    record Running(BigDecimal spent, BigDecimal reserved, Optional<Instant> endsAt, List<Integer> alerted) {}

    /** Two changes of one name at once: the second waits for the first. */
    void lock(Caller caller, String name) {
        sql.one(LOCK, row -> 1, caller.tenant().value(), name);
    }

    Optional<Budget> find(Caller caller, String name) {
        return sql.one(FIND, BudgetRows::budget, caller.tenant().value(), name);
    }

    List<Budget> page(Caller caller, String after, int limit) {
        return sql.list(PAGE, BudgetRows::budget, caller.tenant().value(), after, after, limit);
    }

    boolean any(Caller caller) {
        return sql.one(ANY, row -> true, caller.tenant().value()).orElse(false);
    }

    List<String> ofGroup(Caller caller, int principal) {
        return sql.list(OF_GROUP, row -> row.text("name"), caller.tenant().value(), principal);
    }

    void insert(Caller caller, String name, BudgetSpec spec, UUID subject) {
        Scope scope = spec.scope();
        sql.run(
                INSERT,
                caller.tenant().value(),
                name,
                scope.kind().word(),
                subject,
                scope.kind() == Scope.Kind.MODEL ? scope.name() : null,
                spec.period().word(),
                spec.limit().amount(),
                spec.limit().currency(),
                spec.member().orElse(null),
                alerts(spec),
                degrade(spec));
    }

    /** The new limits hold for the running period too; nobody makes counters with the old ones meanwhile. */
    void change(Caller caller, Budget budget, String name, BudgetSpec spec, Instant now) {
        int tenant = caller.tenant().value();
        sql.one(HOLD_STILL, row -> 1, tenant, budget.id());
        sql.run(
                CHANGE,
                name,
                spec.limit().amount(),
                spec.member().orElse(null),
                alerts(spec),
                degrade(spec),
                tenant,
                budget.id());
        alerts.reached(caller, limit(tenant, budget.id(), true, spec.limit().amount(), now), now);
        spec.member().ifPresent(most -> limit(tenant, budget.id(), false, most, now));
    }

    private List<Long> limit(int tenant, long budget, boolean whole, BigDecimal amount, Instant now) {
        return sql.list(LIMIT, row -> row.bigint("id"), amount, tenant, budget, Windows.WHOLE, whole, now, tenant);
    }

    void retire(Caller caller, Budget budget) {
        sql.run(RETIRE, caller.tenant().value(), budget.id());
    }

    /** Empty while nothing was held in the running period. */
    Optional<Running> running(Caller caller, Budget budget, Instant now) {
        return sql.one(
                RUNNING,
                row -> new Running(
                        row.decimal("spent"),
                        row.decimal("reserved"),
                        Optional.ofNullable(row.instant("ends_at")),
                        Arrays.stream(row.integers("alerted")).boxed().toList()),
                caller.tenant().value(),
                budget.id(),
                Windows.WHOLE,
                now,
                now);
    }

    private static int[] alerts(BudgetSpec spec) {
        return spec.alertPercent().stream().mapToInt(Integer::intValue).toArray();
    }

    /** What was spent of each on each of these days, the last one not included; days without spending are not there. */
    Map<Long, Map<LocalDate, BigDecimal>> days(
            Caller caller, List<Budget> budgets, LocalDate first, LocalDate end, ZoneId zone) {
        Instant from = first.atStartOfDay(zone).toInstant();
        int tenant = caller.tenant().value();
        Map<Long, Map<LocalDate, BigDecimal>> days = new HashMap<>();
        sql.list(
                DAYS,
                row -> days.computeIfAbsent(row.bigint("budget_id"), budget -> new HashMap<>())
                        .put(LocalDate.parse(row.text("day")), row.decimal("amount")),
                tenant,
                budgets.stream().mapToLong(Budget::id).toArray(),
                Windows.WHOLE,
                from,
                zone.getId(),
                tenant,
                from,
                end.atStartOfDay(zone).toInstant());
        return days;
    }

    private static String degrade(BudgetSpec spec) {
        return spec.degrade().map(Object::toString).orElse(null);
    }

    private static Budget budget(Row row) throws SQLException {
        BudgetSpec spec = new BudgetSpec(
                new Scope(Scope.Kind.of(row.text("scope")).orElseThrow(), row.text("whose")),
                Period.of(row.text("period")).orElseThrow(),
                new Money(row.decimal("amount"), row.text("currency")),
                Optional.ofNullable(row.decimal("member_amount")),
                Arrays.stream(row.integers("alert_percent")).boxed().toList(),
                StoredJson.read(row.text("degrade")));
        return new Budget(row.bigint("id"), row.text("name"), spec, row.uuid("subject"), row.instant("created_at"));
    }
}
