package io.groundwork.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What was spent on each whole day, without gaps: a day on which nothing was spent counts as nothing. It begins with the
 * first day on which something was spent, because before that nobody was there to spend.
 *
 * @param last the last whole day
 */
public record DailyAmounts(NavigableMap<LocalDate, Double> days, LocalDate last) {

    /** Further back a tenant was another one. */
    public static final int MOST_DAYS = 56;

    public static DailyAmounts of(Map<LocalDate, BigDecimal> spent, LocalDate last) {
        NavigableMap<LocalDate, Double> days = new TreeMap<>();
        LocalDate oldest = last.minusDays(MOST_DAYS - 1L);
        spent.keySet().stream()
                .filter(day -> spent.get(day).signum() > 0 && !day.isAfter(last))
                .min(LocalDate::compareTo)
                .map(first -> first.isBefore(oldest) ? oldest : first)
                .ifPresent(first -> first.datesUntil(last.plusDays(1))
                        .forEach(day -> days.put(
                                day, spent.getOrDefault(day, BigDecimal.ZERO).doubleValue())));
        return new DailyAmounts(days, last);
    }

    /** Those before this day. */
    DailyAmounts before(LocalDate day) {
        return new DailyAmounts(days.headMap(day, false), day.minusDays(1));
    }

    int count() {
        return days.size();
    }
}
