package io.groundwork.budget.web;

import io.groundwork.budget.Dimension;
import io.groundwork.budget.UsageReport;
import io.groundwork.budget.web.ChartTable.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Usage in one currency as stacked bars: columns over time where one of the dimensions is a time, lines otherwise. Every
 * place and length is a percentage of the drawing, so that it fits any width.
 *
 * @param overTime whether the bars are columns that stand beside each other in time
 * @param series what the bars consist of; one without a name where they are whole
 */
public record UsageChart(String currency, boolean overTime, List<Series> series, List<Bar> bars, List<Tick> ticks) {

    /** More columns than this are no wider than a hair. */
    static final int MOST_COLUMNS = 400;
    /** Colours that can be told apart. */
    private static final int MOST_SERIES = 6;

    private static final int MOST_LINES = 12;
    private static final int LABELS = 6;
    private static final double GAP = .25;
    private static final double ALL = 100;
    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** @param number which of the colours, from 1 */
    public record Series(int number, String name, String total) {}

    /** @param label empty where it would not fit beside the others */
    public record Bar(String name, String label, String middle, String total, List<Part> parts) {}

    /** A rectangle of one series. */
    public record Part(int series, String x, String y, String width, String height, String title) {}

    /** A line across the columns. */
    public record Tick(String y, String label) {}

    static UsageChart of(UsageReport report, String currency, Measure measure, UsageWords words) {
        List<Dimension> by = report.by();
        int along = by.size() > 1 && !TimeSpan.is(by.get(0)) && TimeSpan.is(by.get(1)) ? 1 : 0;
        int across = by.size() > 1 ? 1 - along : -1;
        List<Cell> cells = report.rows().stream()
                .filter(row -> row.sum().amount().currency().equals(currency))
                .map(row -> new Cell(
                        words.of(by.get(along), row.of().get(along)),
                        across < 0 ? "" : words.of(by.get(across), row.of().get(across)),
                        measure.in(row.sum()).max(BigDecimal.ZERO)))
                .toList();
        boolean overTime = TimeSpan.is(by.get(along));
        List<String> columns =
                overTime ? TimeSpan.between(by.get(along), report.from(), report.to(), MOST_COLUMNS) : List.of();
        ChartTable table = new ChartTable(cells, columns, MOST_LINES, MOST_SERIES);
        return new Drawing(table, overTime ? by.get(along) : null, measure, currency, words).draw();
    }

    /**
     * The places of everything.
     *
     * @param time what the columns are; null where the bars are lines
     */
    private record Drawing(ChartTable table, Dimension time, Measure measure, String currency, UsageWords words) {

        private boolean overTime() {
            return time != null;
        }

        UsageChart draw() {
            BigDecimal top = overTime() ? round(table.longest()) : table.longest();
            List<Series> series = new ArrayList<>();
            for (String name : table.series()) {
                series.add(new Series(
                        series.size() + 1,
                        named(name, table.otherSeries()),
                        words.measured(measure, table.ofSeries(name), currency)));
            }
            List<Bar> bars = new ArrayList<>();
            for (String name : table.bars()) {
                bars.add(bar(name, bars.size(), top));
            }
            return new UsageChart(currency, overTime(), series, bars, overTime() ? ticks(top) : List.of());
        }

        private String named(String name, int others) {
            return name.equals(ChartTable.OTHERS) ? words.others(others) : name;
        }

        private Bar bar(String name, int place, BigDecimal top) {
            String shown = named(name, table.otherBars());
            double slot = ALL / table.bars().size();
            List<Part> parts = new ArrayList<>();
            double before = 0;
            for (int i = 0; i < table.series().size(); i++) {
                BigDecimal value = table.value(name, table.series().get(i));
                if (value.signum() > 0) {
                    double length = value.movePointRight(2)
                            .divide(top, 3, RoundingMode.HALF_UP)
                            .doubleValue();
                    String title = title(shown, named(table.series().get(i), table.otherSeries()), value);
                    parts.add(
                            overTime()
                                    ? column(i + 1, place, slot, before, length, title)
                                    : new Part(i + 1, percent(before), "0", percent(length), "100%", title));
                    before += length;
                }
            }
            int each = (table.bars().size() + LABELS - 1) / LABELS;
            return new Bar(
                    shown,
                    overTime() && place % each == 0 ? words.brief(time, name) : "",
                    percent(slot * (place + 1D / 2)),
                    words.measured(measure, table.ofBar(name), currency),
                    parts);
        }

        private static Part column(int series, int place, double slot, double before, double length, String title) {
            return new Part(
                    series,
                    percent(slot * (place + GAP / 2)),
                    percent(ALL - before - length),
                    percent(slot * (1 - GAP)),
                    percent(length),
                    title);
        }

        private String title(String bar, String part, BigDecimal value) {
            return (part.isEmpty() ? bar : bar + " · " + part) + ": " + words.measured(measure, value, currency);
        }

        private List<Tick> ticks(BigDecimal top) {
            return List.of(
                    new Tick("0%", words.measured(measure, top, currency)),
                    new Tick("50%", words.measured(measure, top.multiply(HALF), currency)),
                    new Tick("100%", words.measured(measure, BigDecimal.ZERO, currency)));
        }
    }

    /** The next of 1, 2, 5, 10, 20 and so on. */
    private static BigDecimal round(BigDecimal most) {
        if (most.signum() <= 0) {
            return BigDecimal.ONE;
        }
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(most.precision() - most.scale() - 1);
        for (int step : new int[] {1, 2, 5}) {
            BigDecimal round = power.multiply(BigDecimal.valueOf(step));
            if (round.compareTo(most) >= 0) {
                return round;
            }
        }
        return power.scaleByPowerOfTen(1);
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).setScale(2, RoundingMode.HALF_UP).toPlainString() + "%";
    }
}
