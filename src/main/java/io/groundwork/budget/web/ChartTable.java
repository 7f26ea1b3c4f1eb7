package io.groundwork.budget.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values by bar and series. What would be too much to look at is summed up as {@link #OTHERS}. */
final class ChartTable {

    static final String OTHERS = "\u0000";

    private final Map<String, Map<String, BigDecimal>> cells = new HashMap<>();
    private final List<String> bars;
    private final List<String> series;
    private final int otherBars;
    private final int otherSeries;

    /** One value. */
    record Cell(String bar, String series, BigDecimal value) {}

    /**
     * A table of these cells.
     *
     * @param columns all bars in their order; empty where they are ordered by length
     */
    ChartTable(List<Cell> given, List<String> columns, int mostBars, int mostSeries) {
        List<String> allSeries = byTotal(given, true);
        series = folded(allSeries, mostSeries);
        otherSeries = allSeries.size() - series.size() + 1;
        List<String> allBars = columns.isEmpty() ? byTotal(given, false) : columns;
        bars = columns.isEmpty() ? folded(allBars, mostBars) : columns;
        otherBars = allBars.size() - bars.size() + 1;
        for (Cell cell : given) {
            if (columns.isEmpty() || columns.contains(cell.bar())) {
                String bar = bars.contains(cell.bar()) ? cell.bar() : OTHERS;
                String part = series.contains(cell.series()) ? cell.series() : OTHERS;
                cells.computeIfAbsent(bar, name -> new HashMap<>()).merge(part, cell.value(), BigDecimal::add);
            }
        }
    }

    private static List<String> byTotal(List<Cell> cells, boolean series) {
        Map<String, BigDecimal> totals = new HashMap<>();
        cells.forEach(cell -> totals.merge(series ? cell.series() : cell.bar(), cell.value(), BigDecimal::add));
        return totals.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> folded(List<String> names, int most) {
        if (names.size() <= most) {
            return names;
        }
        List<String> shown = new ArrayList<>(names.subList(0, most - 1));
        shown.add(OTHERS);
        return shown;
    }

    List<String> bars() {
        return bars;
    }

    /** The largest first. */
    List<String> series() {
        return series;
    }

    int otherBars() {
        return otherBars;
    }

    int otherSeries() {
        return otherSeries;
    }

    BigDecimal value(String bar, String part) {
        return cells.getOrDefault(bar, Map.of()).getOrDefault(part, BigDecimal.ZERO);
    }

    BigDecimal ofBar(String bar) {
        return series.stream().map(part -> value(bar, part)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal ofSeries(String part) {
        return bars.stream().map(bar -> value(bar, part)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal longest() {
        return bars.stream().map(this::ofBar).max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
    }
}
