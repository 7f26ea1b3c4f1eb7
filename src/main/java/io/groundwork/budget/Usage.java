package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** What was used and paid, to the last digit of the ledger. Admins see all of it, everybody their own. */
@ApplicationScoped
public class Usage {

    /** More rows than this nobody reads, and they would be held in memory. */
    private static final int MOST_ROWS = 50_000;

    @Inject
    private UsageRows rows;

    @Inject
    private Windows windows;

    Clock clock = Clock.systemUTC();

    /**
     * Of the whole tenant.
     *
     * @throws Problem.Invalid where the days are in the wrong order, or the rows too many
     */
    @Transactional
    public UsageReport all(Caller caller, UsageQuery query) {
        caller.require(Role.ADMIN);
        return report(caller, query, null);
    }

    /** Of the caller alone, by whatever key. */
    @Transactional
    public UsageReport mine(Caller caller, UsageQuery query) {
        return report(
                caller,
                query,
                caller.userId().orElseThrow(Problem.NotFound::thing).value());
    }

    private UsageReport report(Caller caller, UsageQuery query, UUID user) {
        ZoneId zone = windows.zone(caller);
        LocalDate to = query.to().orElseGet(() -> LocalDate.now(clock.withZone(zone)));
        LocalDate from = query.from().orElseGet(() -> to.withDayOfMonth(1));
        if (to.isBefore(from)) {
            throw Problem.Invalid.field("from", "budget.usage_order");
        }
        List<UsageReport.Line> lines = rows.sums(
                caller,
                query,
                user,
                zone,
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant(),
                MOST_ROWS + 1);
        if (lines.size() > MOST_ROWS) {
            throw Problem.Invalid.field("group_by", "budget.usage_rows", MOST_ROWS);
        }
        return UsageReport.of(from, to, zone, query.by(), lines);
    }
}
