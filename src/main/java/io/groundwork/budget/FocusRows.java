package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * The charges of a month as an invoice tells them: what is alike on a day is one row, and a correction of a call of the
 * same month has merged into what it corrects, while one of an earlier month stands apart.
 */
@ApplicationScoped
class FocusRows {

    private static final String MONTH =
            """
            select (b.charged_at at time zone ?)::date::text as day, b.charged_at < ? as late, c.user_id, u.username,
                   c.key_id, array_to_string(c.groups, ', ') as groups, c.provider, c.model, c.mode, c.purpose, c.estimated,
                   r.price::text as price, sum(c.amount) as amount, sum(c.input) as input,
                   sum(c.cached_input) as cached_input, sum(c.cache_write) as cache_write, sum(c.output) as output, sum(c.reasoning) as reasoning,
                   coalesce(sum(c.requests) filter (where c.input + c.output <> 0), 0) as requests
              from charge c
              join reservation r on r.tenant_id = c.tenant_id and r.id = c.reservation_id
              join charge b on b.tenant_id = c.tenant_id and b.reservation_id = c.reservation_id
               and b.kind in ('settlement', 'estimate')
              left join users u on u.tenant_id = c.tenant_id and u.id = c.user_id
             where c.tenant_id = ? and c.charged_at >= ? and c.charged_at < ?
             group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
             order by 1, 2, 4, 7, 8, 9, 10, 5, 6, 11, 12
            """;
    private static final String TENANT = "select public_id, name from tenant where id = ?";

    @Inject
    private Sql sql;

    /** Who is billed. */
    record Account(UUID id, String name) {}

    /**
     * Charges that are alike.
     *
     * @param day of the calls
     * @param late whether the calls are of an earlier month, so that this corrects what was billed then
     * @param requests that are paid by themselves
     */
    record Bundle(
            LocalDate day,
            boolean late,
            UUID user,
            String username,
            UUID key,
            String groups,
            String provider,
            String model,
            String mode,
            String purpose,
            boolean estimated,
            Rates rates,
            BigDecimal amount,
            Counts counts) {}

    record Counts(long input, long cachedInput, long cacheWrite, long output, long reasoning, long requests) {}

    List<Bundle> month(Caller caller, ZoneId zone, Instant start, Instant end) {
        return sql.list(
                MONTH, FocusRows::bundle, zone.getId(), start, caller.tenant().value(), start, end);
    }

    Account account(Caller caller) {
        return sql.one(
                        TENANT,
                        row -> new Account(row.uuid("public_id"), row.text("name")),
                        caller.tenant().value())
                .orElseThrow();
    }

    private static Bundle bundle(Row row) throws SQLException {
        return new Bundle(
                LocalDate.parse(row.text("day")),
                row.flag("late"),
                row.uuid("user_id"),
                row.text("username"),
                row.uuid("key_id"),
                row.text("groups"),
                row.text("provider"),
                row.text("model"),
                row.text("mode"),
                row.text("purpose"),
                row.flag("estimated"),
                Rates.parse(row.text("price")),
                row.decimal("amount"),
                new Counts(
                        row.bigint("input"),
                        row.bigint("cached_input"),
                        row.bigint("cache_write"),
                        row.bigint("output"),
                        row.bigint("reasoning"),
                        row.bigint("requests")));
    }
}
