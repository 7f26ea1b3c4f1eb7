package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Charges, summed up. */
@ApplicationScoped
class UsageRows {

    /** The expressions of the dimensions go in front, their positions behind. */
    private static final String SUMS =
            """
            c.currency, sum(c.amount) as amount, coalesce(sum(c.amount) filter (where c.estimated), 0) as estimated,
                   sum(c.input) as input, sum(c.cached_input) as cached_input, sum(c.cache_write) as cache_write,
                   sum(c.output) as output, sum(c.reasoning) as reasoning, sum(c.requests) as requests
              from charge c
             cross join lateral (select c.charged_at at time zone ? as moment) z
              left join users u on u.tenant_id = c.tenant_id and u.id = c.user_id
             where c.tenant_id = ? and c.charged_at >= ? and c.charged_at < ?
               and (?::uuid is null or c.user_id = ?::uuid)
               and (?::text is null or exists (select 1 from unnest(c.groups) g where lower(g) = lower(?)))
            """;

    @Inject
    private Sql sql;

    /** At most so many rows. */
    List<UsageReport.Line> sums(
            Caller caller, UsageQuery query, UUID user, ZoneId zone, Instant start, Instant end, int most) {
        String group = query.group().orElse(null);
        return sql.list(
                statement(query.by()),
                row -> line(query.by(), row),
                zone.getId(),
                caller.tenant().value(),
                start,
                end,
                user,
                user,
                group,
                group,
                most);
    }

    private static String statement(List<Dimension> by) {
        String columns = by.stream()
                .map(dimension -> dimension.expression() + " as by_" + dimension.word() + ", ")
                .collect(Collectors.joining());
        String positions = IntStream.rangeClosed(1, by.size() + 1)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        return "select " + columns + SUMS + " group by " + positions + " order by " + positions + " limit ?";
    }

    private static UsageReport.Line line(List<Dimension> by, Row row) throws SQLException {
        List<String> of = new ArrayList<>();
        for (Dimension dimension : by) {
            of.add(row.text("by_" + dimension.word()));
        }
        return new UsageReport.Line(
                of,
                new UsageSum(
                        new Money(row.decimal("amount"), row.text("currency")),
                        row.decimal("estimated"),
                        row.bigint("input"),
                        row.bigint("cached_input"),
                        row.bigint("cache_write"),
                        row.bigint("output"),
                        row.bigint("reasoning"),
                        row.bigint("requests")));
    }
}
