package io.groundwork.routing;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A part of the week. Hours that pass midnight belong to the day on which they begin.
 *
 * @param to the first moment that is outside
 * @param days empty for every day
 */
public record Hours(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone) {

    public Hours {
        days = Set.copyOf(days);
    }

    public boolean contain(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overnight = from.isAfter(to);
        boolean sinceYesterday = overnight && time.isBefore(to);
        boolean inside = overnight ? sinceYesterday || !time.isBefore(from) : !time.isBefore(from) && time.isBefore(to);
        DayOfWeek day = local.getDayOfWeek().minus(sinceYesterday ? 1 : 0);
        return inside && (days.isEmpty() || days.contains(day));
    }

    /** Whether there is any such moment. */
    boolean everCome() {
        return !from.equals(to);
    }

    /** The days as the API writes them, from Monday on. */
    List<String> dayWords() {
        return days.stream().sorted().map(Hours::word).toList();
    }

    static String word(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).toLowerCase(Locale.ROOT);
    }
}
