package io.groundwork.budget;

import io.groundwork.cost.Anomaly;
import io.groundwork.cost.DailyAmounts;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a tenant spends as it does on its other days. Looked at once an hour by one node, whichever is first: yesterday as
 * a whole, and today as soon as it is too much already.
 */
@ApplicationScoped
class Pattern {

    private static final Duration EVERY = Duration.ofHours(1);
    /** As long after midnight nearly all calls of the day before are settled. */
    private static final Duration SETTLED = Duration.ofMinutes(10);

    private static final String DUE =
            """
            select id, slug from tenant where status = 'active' and coalesce(spending_watched_at, '-infinity') <= ? order by id
            """;
    private static final String CLAIM =
            """
            update tenant set spending_watched_at = ? where id = ? and coalesce(spending_watched_at, '-infinity') <= ?
            """;
    private static final String DAYS =
            """
            select (charged_at at time zone ?)::date::text as day, currency, sum(amount) as amount from charge
             where tenant_id = ? and charged_at >= ? group by 1, 2
            """;

    @Inject
    private Sql sql;

    @Inject
    private Windows windows;

    @Inject
    private Alerts alerts;

    Clock clock = Clock.systemUTC();

    /** The tenants that nobody has looked at for an hour. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Caller> due() {
        return sql.list(
                DUE,
                row -> Caller.system(new TenantId(row.integer("id")), row.text("slug")),
                clock.instant().minus(EVERY));
    }

    /** Looks, unless another node was faster. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void look(Caller caller) {
        Instant now = clock.instant();
        if (sql.run(CLAIM, now, caller.tenant().value(), now.minus(EVERY)) == 0) {
            return;
        }
        ZoneId zone = windows.zone(caller);
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate over = now.minus(SETTLED).atZone(zone).toLocalDate().minusDays(1);
        days(caller, zone, over.minusDays(DailyAmounts.MOST_DAYS)).forEach((currency, days) -> {
            raise(caller, days, currency, Anomaly.of(DailyAmounts.of(days, over)), now);
            Optional<Anomaly> soFar =
                    Anomaly.of(DailyAmounts.of(days, today)).filter(anomaly -> anomaly.deviations() > 0);
            raise(caller, days, currency, soFar, now);
        });
    }

    private void raise(
            Caller caller, Map<LocalDate, BigDecimal> days, String currency, Optional<Anomaly> anomaly, Instant now) {
        anomaly.ifPresent(unusual -> {
            BigDecimal spent = days.getOrDefault(unusual.day(), BigDecimal.ZERO);
            alerts.unusual(caller, unusual, new Money(spent, currency), now);
        });
    }

    private Map<String, Map<LocalDate, BigDecimal>> days(Caller caller, ZoneId zone, LocalDate first) {
        Map<String, Map<LocalDate, BigDecimal>> days = new HashMap<>();
        sql.list(
                DAYS,
                row -> days.computeIfAbsent(row.text("currency"), currency -> new HashMap<>())
                        .put(LocalDate.parse(row.text("day")), row.decimal("amount")),
                zone.getId(),
                caller.tenant().value(),
                first.atStartOfDay(zone).toInstant());
        return days;
    }
}
