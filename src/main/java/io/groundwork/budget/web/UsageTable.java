package io.groundwork.budget.web;

import io.groundwork.budget.UsageReport;
import io.groundwork.budget.UsageSum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of a report in the order in which they are read, their amounts with as many digits as the longest has. */
final class UsageTable {

    private final UsageReport report;
    private final UsageWords words;
    private final int digits;

    UsageTable(UsageReport report, UsageWords words) {
        this.report = report;
        this.words = words;
        digits = report.rows().stream()
                .mapToInt(row -> scale(row.sum().amount().amount()))
                .max()
                .orElse(0);
    }

    /** One row, or the total of a currency, which has no names. */
    public record Row(List<String> names, UsageSum sum, String amount) {}

    private static int scale(BigDecimal amount) {
        return Math.max(0, amount.stripTrailingZeros().scale());
    }

    /** Times in their order, everything else by what it cost. */
    List<Row> rows(int from, int most) {
        List<UsageReport.Line> lines = new ArrayList<>(report.rows());
        if (!report.by().isEmpty() && !TimeSpan.is(report.by().get(0))) {
            Comparator<UsageReport.Line> dear =
                    Comparator.comparing(line -> line.sum().amount().amount());
            Comparator<UsageReport.Line> busy =
                    Comparator.comparing(line -> line.sum().requests());
            Comparator<UsageReport.Line> currency =
                    Comparator.comparing(line -> line.sum().amount().currency());
            lines.sort(currency.thenComparing(dear.thenComparing(busy).reversed()));
        }
        return lines.stream().skip(from).limit(most).map(this::row).toList();
    }

    List<Row> totals() {
        return report.totals().stream()
                .map(sum -> new Row(List.of(), sum, amount(sum)))
                .toList();
    }

    private Row row(UsageReport.Line line) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < line.of().size(); i++) {
            names.add(words.of(report.by().get(i), line.of().get(i)));
        }
        return new Row(names, line.sum(), amount(line.sum()));
    }

    private String amount(UsageSum sum) {
        return Amounts.grouped(
                sum.amount().amount(), Math.max(digits, scale(sum.amount().amount())));
    }
}
