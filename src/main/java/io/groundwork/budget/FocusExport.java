package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Csv;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * A month's charges in the form of the FinOps Open Cost and Usage Specification 1.0, for whatever an organisation reads
 * its other bills with. The costs of all rows are what the ledger says was spent in that month.
 */
@ApplicationScoped
public class FocusExport {

    @Inject
    private FocusRows rows;

    @Inject
    private Windows windows;

    Clock clock = Clock.systemUTC();

    /** Who is billed for which month. */
    record Bill(FocusRows.Account account, ZoneId zone, Instant start, Instant end) {

        String midnight(LocalDate day) {
            return day.atStartOfDay(zone).toInstant().toString();
        }
    }

    /**
     * The month as comma-separated values.
     *
     * @param month such as 2026-11, on the tenant's clocks; null for the running one
     * @throws Problem.Invalid where it is no month
     */
    @Transactional
    public String write(Caller caller, String month) {
        caller.require(Role.ADMIN);
        ZoneId zone = windows.zone(caller);
        YearMonth asked = month == null ? YearMonth.now(clock.withZone(zone)) : month(month);
        Bill bill = new Bill(rows.account(caller), zone, start(asked, zone), start(asked.plusMonths(1), zone));
        StringBuilder csv = new StringBuilder(Csv.line(FocusColumn.titles()));
        for (FocusRows.Bundle bundle : rows.month(caller, zone, bill.start(), bill.end())) {
            FocusLine.of(bundle)
                    .forEach(line -> csv.append(Csv.line(FocusColumn.cells(new FocusColumn.Cell(bill, bundle, line)))));
        }
        return csv.toString();
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text.strip());
        } catch (DateTimeParseException notAMonth) {
            throw Problem.Invalid.field("month", "budget.usage_month");
        }
    }

    private static Instant start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }
}
