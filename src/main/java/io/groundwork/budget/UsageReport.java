package io.groundwork.budget;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * Usage in rows, each charge in exactly one of them.
 *
 * @param from the first day
 * @param to the last day, which is included
 * @param by what the rows are grouped by; currencies are never mixed, so a row is of one currency in any case
 * @param totals one for each currency, by its code
 */
public record UsageReport(
        LocalDate from, LocalDate to, ZoneId zone, List<Dimension> by, List<Line> rows, List<UsageSum> totals) {

    /**
     * One row.
     *
     * @param of what it is of, in the order of the dimensions; null where a charge has nothing of the kind
     */
    public record Line(List<String> of, UsageSum sum) {

        public Line {
            of = Collections.unmodifiableList(new ArrayList<>(of));
        }
    }

    static UsageReport of(LocalDate from, LocalDate to, ZoneId zone, List<Dimension> by, List<Line> rows) {
        TreeMap<String, UsageSum> totals = new TreeMap<>();
        rows.forEach(row -> totals.merge(row.sum().amount().currency(), row.sum(), UsageSum::plus));
        return new UsageReport(from, to, zone, by, List.copyOf(rows), List.copyOf(totals.values()));
    }
}
