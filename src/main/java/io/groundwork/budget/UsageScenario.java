package io.groundwork.budget;

import io.groundwork.cost.Basis;
import io.groundwork.cost.Line;
import io.groundwork.cost.Option;
import io.groundwork.cost.Per;
import io.groundwork.cost.Scenario;
import io.groundwork.cost.ScenarioSource;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What each way of answering has cost the tenant by the query in the last weeks, every call that a query took included.
 * Admins alone see it, as they do the usage that it is made of.
 */
@ApplicationScoped
public class UsageScenario implements ScenarioSource {

    private static final int RANK = 10;
    private static final int DAYS = 30;
    private static final int DIGITS = 10;
    private static final int DIGITS_PER_DAY = 2;

    /** Of the currency in which most queries were paid. */
    private static final String WHOLE =
            """
            select c.currency, count(distinct c.answer_id) as queries,
                   min((c.charged_at at time zone ?)::date)::text as first from charge c
             where c.tenant_id = ? and c.charged_at >= ? and c.purpose = 'answer'
             group by c.currency having sum(c.amount) > 0 order by 2 desc, 1 limit 1
            """;

    private static final String MODES =
            """
            select c.mode, count(distinct c.answer_id) as queries from charge c
             where c.tenant_id = ? and c.charged_at >= ? and c.purpose = 'answer' and c.currency = ?
             group by c.mode order by 2 desc, 1
            """;
    private static final String LINES =
            """
            select c.purpose, c.model, sum(c.amount) as amount from charge c
             where c.tenant_id = ? and c.charged_at >= ? and c.currency = ? and c.mode = ? and exists (
                   select 1 from charge a where a.tenant_id = c.tenant_id and a.answer_id = c.answer_id
                      and a.purpose = 'answer')
             group by c.purpose, c.model having sum(c.amount) <> 0 order by 3 desc, 1, 2
            """;

    @Inject
    private Sql sql;

    @Inject
    private Windows windows;

    Clock clock = Clock.systemUTC();

    private record Whole(String currency, long queries, LocalDate first) {}

    private record Asked(String mode, long queries) {}

    @Override
    public String word() {
        return "usage";
    }

    @Override
    public int rank() {
        return RANK;
    }

    @Override
    @Transactional
    public Optional<Scenario> of(Caller caller) {
        if (!caller.is(Role.ADMIN)) {
            return Optional.empty();
        }
        ZoneId zone = windows.zone(caller);
        LocalDate today = LocalDate.now(clock.withZone(zone));
        Instant start = today.minusDays(DAYS - 1L).atStartOfDay(zone).toInstant();
        int tenant = caller.tenant().value();
        return sql.one(
                        WHOLE,
                        row -> new Whole(
                                row.text("currency"), row.bigint("queries"), LocalDate.parse(row.text("first"))),
                        zone.getId(),
                        tenant,
                        start)
                .map(whole -> new Scenario(
                        whole.currency(),
                        perDay(whole, today),
                        Scenario.USUAL_DAYS,
                        options(tenant, start, whole.currency())));
    }

    /** Over the days since the first query, the running one included. */
    private static BigDecimal perDay(Whole whole, LocalDate today) {
        long days = today.toEpochDay() - whole.first().toEpochDay() + 1;
        return BigDecimal.valueOf(whole.queries())
                .divide(BigDecimal.valueOf(days), DIGITS_PER_DAY, RoundingMode.HALF_UP)
                .max(BigDecimal.ONE.movePointLeft(DIGITS_PER_DAY));
    }

    private List<Option> options(int tenant, Instant start, String currency) {
        return sql
                .list(MODES, row -> new Asked(row.text("mode"), row.bigint("queries")), tenant, start, currency)
                .stream()
                .map(asked -> new Option(
                        words("usage_mode_" + asked.mode()),
                        sql.list(
                                LINES,
                                row -> line(row.text("purpose"), row.text("model"), row.decimal("amount"), asked),
                                tenant,
                                start,
                                currency,
                                asked.mode()),
                        BigDecimal.ZERO))
                .toList();
    }

    private static Line line(String purpose, String model, BigDecimal amount, Asked asked) {
        BigDecimal perQuery = amount.divide(BigDecimal.valueOf(asked.queries()), DIGITS, RoundingMode.HALF_UP);
        return new Line(words("usage_line_" + purpose, model), Per.QUERY, new Basis.Sum(perQuery), BigDecimal.ONE);
    }

    private static String words(String name, Object... arguments) {
        return new Text("budget." + name, arguments).in(Locale.ENGLISH);
    }
}
