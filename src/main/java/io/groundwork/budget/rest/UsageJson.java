package io.groundwork.budget.rest;

import io.groundwork.budget.Dimension;
import io.groundwork.budget.UsageReport;
import io.groundwork.budget.UsageSum;
import io.groundwork.platform.kernel.Csv;
import io.groundwork.platform.kernel.Money;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Usage on the wire, as an object and as a table; amounts are decimal strings. */
final class UsageJson {

    private static final List<String> COUNTS = List.of(
            "currency",
            "amount",
            "estimated_amount",
            "input_tokens",
            "cached_input_tokens",
            "cache_write_tokens",
            "output_tokens",
            "reasoning_tokens",
            "requests");

    private UsageJson() {}

    static JsonObject of(UsageReport report) {
        JsonArrayBuilder by = Json.createArrayBuilder();
        report.by().forEach(dimension -> by.add(dimension.word()));
        JsonArrayBuilder rows = Json.createArrayBuilder();
        report.rows().forEach(row -> rows.add(row(report.by(), row)));
        JsonArrayBuilder totals = Json.createArrayBuilder();
        report.totals().forEach(total -> totals.add(sum(total)));
        return Json.createObjectBuilder()
                .add("from", report.from().toString())
                .add("to", report.to().toString())
                .add("time_zone", report.zone().getId())
                .add("group_by", by)
                .add("data", rows)
                .add("totals", totals)
                .build();
    }

    private static JsonObjectBuilder row(List<Dimension> by, UsageReport.Line line) {
        JsonObjectBuilder row = Json.createObjectBuilder();
        for (int i = 0; i < by.size(); i++) {
            String of = line.of().get(i);
            if (of == null) {
                row.addNull(by.get(i).word());
            } else {
                row.add(by.get(i).word(), of);
            }
        }
        return row.addAll(sum(line.sum()));
    }

    private static JsonObjectBuilder sum(UsageSum sum) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("currency", sum.amount().currency())
                .add("amount", sum.amount().decimal())
                .add("estimated_amount", estimated(sum))
                .add(
                        "tokens",
                        Json.createObjectBuilder()
                                .add("input", sum.input())
                                .add("cached_input", sum.cachedInput())
                                .add("cache_write", sum.cacheWrite())
                                .add("output", sum.output())
                                .add("reasoning", sum.reasoning()))
                .add("requests", sum.requests());
        sum.estimatedShare()
                .map(BigDecimal::toPlainString)
                .ifPresentOrElse(share -> json.add("estimated_share", share), () -> json.addNull("estimated_share"));
        return json;
    }

    private static String estimated(UsageSum sum) {
        return new Money(sum.estimated(), sum.amount().currency()).decimal();
    }

    /** With a line of names above, and without totals, so that whoever sums a column up counts nothing twice. */
    static String csv(UsageReport report) {
        List<Dimension> shown = report.by().stream()
                .filter(dimension -> dimension != Dimension.CURRENCY)
                .toList();
        StringBuilder csv =
                new StringBuilder(Csv.line(Stream.concat(shown.stream().map(Dimension::word), COUNTS.stream())
                        .toList()));
        for (UsageReport.Line row : report.rows()) {
            List<String> cells = new ArrayList<>();
            shown.forEach(dimension -> {
                String of = row.of().get(report.by().indexOf(dimension));
                cells.add(of == null ? "" : of);
            });
            cells.addAll(counts(row.sum()));
            csv.append(Csv.line(cells));
        }
        return csv.toString();
    }

    private static List<String> counts(UsageSum sum) {
        Stream<String> money = Stream.of(sum.amount().currency(), sum.amount().decimal(), estimated(sum));
        Stream<Long> counts = Stream.of(
                sum.input(), sum.cachedInput(), sum.cacheWrite(), sum.output(), sum.reasoning(), sum.requests());
        return Stream.concat(money, counts.map(String::valueOf)).toList();
    }
}
