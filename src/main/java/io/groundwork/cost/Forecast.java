package io.groundwork.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What a period's spending will come to, from the days before: what is spent already, and for each day that is left what
 * its weekday usually comes to. The interval is made by playing the rest of the period many times with the whims that the
 * days before had, and holds in eight cases of ten as long as the tenant goes on as before.
 *
 * @param low a tenth of the cases end below it
 * @param high a tenth of the cases end above it
 */
public record Forecast(BigDecimal expected, BigDecimal low, BigDecimal high) {

    /** Fewer whole days say nothing about weekdays. */
    public static final int LEAST_DAYS = 14;

    private static final int PLAYS = 2_000;
    private static final double TAIL = .1;
    /** Digits that an estimate deserves. */
    private static final MathContext ESTIMATE = new MathContext(6, RoundingMode.HALF_UP);
    /** The same days give the same forecast, on every node and every time. */
    private static final long SEED = 20_261_121;

    private static final double MOST_PERSISTENT = .8;
    /** Weekdays. */
    private static final double FITTED = 7;

    /**
     * A forecast at some moment of a day.
     *
     * @param history whole days, the last one yesterday
     * @param spent in the period so far, today included; exact
     * @param spentToday the part of it that today has seen so far
     * @param end the last day of the period
     * @return empty where there are too few days to say anything
     */
    public static Optional<Forecast> of(
            DailyAmounts history, BigDecimal spent, BigDecimal spentToday, LocalDate today, LocalDate end) {
        if (today.isAfter(end)) {
            return Optional.of(new Forecast(spent, spent, spent));
        }
        if (history.count() < LEAST_DAYS) {
            return Optional.empty();
        }
        List<LocalDate> left = today.datesUntil(end.plusDays(1)).toList();
        return Optional.of(new Rest(history, left, spentToday.doubleValue()).play(spent));
    }

    /** The days that are left, played many times. */
    private static final class Rest {

        private final Random random = new Random(SEED);
        private final WeekPattern pattern;
        private final List<LocalDate> left;
        private final double spentToday;
        /** How far each day was from what its weekday usually comes to, as a share of it. */
        private final double[] whims;

        private final double stretch;

        Rest(DailyAmounts history, List<LocalDate> left, double spentToday) {
            this.left = left;
            this.spentToday = spentToday;
            pattern = WeekPattern.of(history.days());
            whims = history.days().entrySet().stream()
                    .filter(day -> pattern.on(day.getKey()) > 0)
                    .mapToDouble(day -> day.getValue() / pattern.on(day.getKey()) - 1)
                    .toArray();
            // The pattern was fitted to these days, so that they lie closer to it than the days to come will.
            double fitted = Math.sqrt(whims.length / Math.max(1.0, whims.length - FITTED));
            double persistence = persistence(whims);
            stretch = fitted * Math.sqrt((1 + persistence) / (1 - persistence));
        }

        Forecast play(BigDecimal spent) {
            double[] ends = new double[PLAYS];
            for (int i = 0; i < PLAYS; i++) {
                ends[i] = whims.length == 0 ? 0 : once();
            }
            Arrays.sort(ends);
            double expected = Arrays.stream(ends).average().orElseThrow();
            return new Forecast(
                    total(spent, expected),
                    total(spent, ends[(int) (PLAYS * TAIL)]),
                    total(spent, ends[(int) (PLAYS * (1 - TAIL))]));
        }

        /** What is still to come: the usual of each day, off by how well that is known and by the day's own whim. */
        private double once() {
            double misjudged = 0;
            for (int i = 0; i < whims.length; i++) {
                misjudged += drawn() / whims.length;
            }
            double sum = 0;
            for (LocalDate day : left) {
                double amount = pattern.on(day) * Math.max(0, 1 + (misjudged + drawn()) * stretch);
                sum += day.equals(left.get(0)) ? Math.max(0, amount - spentToday) : amount;
            }
            return sum;
        }

        private double drawn() {
            return whims[random.nextInt(whims.length)];
        }

        private static BigDecimal total(BigDecimal spent, double more) {
            return spent.add(new BigDecimal(Math.max(0, more)).round(ESTIMATE));
        }
    }

    /** How far a day is like the one before it; days that hang together lie further apart when they are summed. */
    private static double persistence(double[] whims) {
        double squares = 0;
        double products = 0;
        for (int i = 0; i < whims.length; i++) {
            squares += whims[i] * whims[i];
            products += i == 0 ? 0 : whims[i] * whims[i - 1];
        }
        return squares == 0 ? 0 : Math.max(0, Math.min(MOST_PERSISTENT, products / squares));
    }
}
