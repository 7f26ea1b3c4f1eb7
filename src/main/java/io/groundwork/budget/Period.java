package io.groundwork.budget;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often a budget's money is given out anew. Days begin at midnight of the tenant's zone, weeks on Monday. */
public enum Period {
    DAY,
    WEEK,
    MONTH,
    TOTAL;

    /** A stretch of time, its start included, its end not; without an end it is for ever. */
    public record Span(Instant start, Optional<Instant> end) {}

    public static Optional<Period> of(String word) {
        return Arrays.stream(values())
                .filter(period -> period.word().equals(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The period of this kind in which a moment lies. Where a day has no midnight it begins when the clocks go on. */
    public Span at(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        return switch (this) {
            case DAY -> days(day, day.plusDays(1), zone);
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield days(monday, monday.plusWeeks(1), zone);
            }
            case MONTH -> {
                LocalDate first = day.withDayOfMonth(1);
                yield days(first, first.plusMonths(1), zone);
            }
            case TOTAL -> new Span(Instant.EPOCH, Optional.empty());
        };
    }

    private static Span days(LocalDate from, LocalDate to, ZoneId zone) {
        return new Span(
                from.atStartOfDay(zone).toInstant(),
                Optional.of(to.atStartOfDay(zone).toInstant()));
    }
}
