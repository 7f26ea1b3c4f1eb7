package io.groundwork.cost;

import java.math.BigDecimal;
import java.util.List;

/**
 * What an option comes to.
 *
 * @param perDay of what is paid per query alone, as the published comparisons count it
 * @param perMonth of queries, monthly lines and the month's part of the refreshes
 * @param perYear twelve months, the refreshes counted whole; without what is paid once
 */
public record OptionCost(
        Option option,
        BigDecimal perDay,
        BigDecimal perMonth,
        BigDecimal perYear,
        BigDecimal once,
        List<LineCost> lines) {

    public OptionCost {
        lines = List.copyOf(lines);
    }

    static OptionCost of(Scenario scenario, Option option) {
        List<LineCost> lines = option.lines().stream()
                .map(line -> LineCost.of(scenario, option, line))
                .toList();
        BigDecimal query = amounts(lines, Per.QUERY);
        BigDecimal regular = query.multiply(scenario.queriesPerMonth()).add(amounts(lines, Per.MONTH));
        BigDecimal refreshes = amounts(lines, Per.REFRESH).multiply(option.refreshesPerYear());
        return new OptionCost(
                option,
                query.multiply(scenario.queriesPerDay()),
                Exact.sum(lines.stream().map(LineCost::monthly).toList()),
                regular.multiply(Exact.MONTHS).add(refreshes),
                amounts(lines, Per.ONCE),
                lines);
    }

    private static BigDecimal amounts(List<LineCost> lines, Per per) {
        return Exact.sum(lines.stream()
                .filter(line -> line.line().per() == per)
                .map(LineCost::amount)
                .toList());
    }

    public String name() {
        return option.name();
    }

    BigDecimal perQuery() {
        return amounts(lines, Per.QUERY);
    }

    /** What a month costs without a single query. */
    BigDecimal standing() {
        return Exact.sum(lines.stream()
                .filter(line -> line.line().per() != Per.QUERY)
                .map(LineCost::monthly)
                .toList());
    }
}
