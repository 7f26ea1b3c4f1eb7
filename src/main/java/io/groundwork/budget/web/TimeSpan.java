package io.groundwork.budget.web;

import io.groundwork.budget.Dimension;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The days, weeks or months between two days, as usage names them; those without usage too. */
final class TimeSpan {

    private TimeSpan() {}

    static boolean is(Dimension dimension) {
        return dimension == Dimension.DAY || dimension == Dimension.WEEK || dimension == Dimension.MONTH;
    }

    /** At most so many, the latest. */
    static List<String> between(Dimension dimension, LocalDate from, LocalDate to, int most) {
        return switch (dimension) {
            case DAY -> steps(from, to, to, most, day -> day.minusDays(1));
            case WEEK -> steps(monday(from), to, monday(to), most, day -> day.minusWeeks(1));
            default ->
                steps(from.withDayOfMonth(1), to, to.withDayOfMonth(1), most, day -> day.minusMonths(1)).stream()
                        .map(day -> YearMonth.parse(day.substring(0, "2026-11".length()))
                                .toString())
                        .toList();
        };
    }

    private static List<String> steps(
            LocalDate first, LocalDate to, LocalDate last, int most, UnaryOperator<LocalDate> before) {
        List<String> latestFirst = Stream.iterate(last, day -> !day.isBefore(first), before)
                .limit(most)
                .map(LocalDate::toString)
                .toList();
        return latestFirst.stream().sorted().toList();
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
