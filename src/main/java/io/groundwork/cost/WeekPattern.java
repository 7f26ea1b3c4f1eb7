package io.groundwork.cost;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a day of the week usually comes to. A weekday that was seen a few times only is drawn towards the other days of its
 * kind, working days or the weekend.
 */
record WeekPattern(Map<DayOfWeek, Double> usual) {

    /** As many days of the kind's mean as each weekday's own days are set against. */
    private static final double DRAWN = 1;

    static WeekPattern of(Map<LocalDate, Double> days) {
        Map<DayOfWeek, Double> usual = new EnumMap<>(DayOfWeek.class);
        double all = mean(List.copyOf(days.values()));
        for (DayOfWeek weekday : DayOfWeek.values()) {
            List<Double> own = on(days, weekday);
            List<Double> kind = days.entrySet().stream()
                    .filter(day -> isWeekend(day.getKey().getDayOfWeek()) == isWeekend(weekday))
                    .map(Map.Entry::getValue)
                    .toList();
            double drawnTo = kind.isEmpty() ? all : mean(kind);
            usual.put(weekday, (mean(own) * own.size() + drawnTo * DRAWN) / (own.size() + DRAWN));
        }
        return new WeekPattern(usual);
    }

    private static List<Double> on(Map<LocalDate, Double> days, DayOfWeek weekday) {
        return days.entrySet().stream()
                .filter(day -> day.getKey().getDayOfWeek() == weekday)
                .map(Map.Entry::getValue)
                .toList();
    }

    static boolean isWeekend(DayOfWeek day) {
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    double on(LocalDate day) {
        return usual.get(day.getDayOfWeek());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
