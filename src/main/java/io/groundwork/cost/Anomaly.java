package io.groundwork.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A day that is far out of its own history. It is measured by medians, so that an earlier outlier neither hides a new one
 * nor makes an ordinary day look strange.
 *
 * @param usual what a day of this weekday comes to
 * @param deviations how many usual deviations it is away; negative where too little was spent
 */
public record Anomaly(LocalDate day, BigDecimal amount, BigDecimal usual, double deviations) {

    private static final double FAR = 4;
    /** Makes the median deviation comparable to the standard deviation of a bell curve. */
    private static final double BELL = 1.4826;
    /** Days that are all alike still deviate a little. */
    private static final double LEAST_SHARE = .1;

    private static final MathContext ESTIMATE = new MathContext(6);

    /** Looks at the last whole day; empty where it is nothing special, or where too few days came before it to say so. */
    public static Optional<Anomaly> of(DailyAmounts history) {
        LocalDate day = history.last();
        DailyAmounts before = history.before(day);
        if (before.count() < Forecast.LEAST_DAYS) {
            return Optional.empty();
        }
        boolean weekend = WeekPattern.isWeekend(day.getDayOfWeek());
        double[] alike = before.days().entrySet().stream()
                .filter(each -> WeekPattern.isWeekend(each.getKey().getDayOfWeek()) == weekend)
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        double usual = WeekPattern.median(alike);
        double level = WeekPattern.median(
                before.days().values().stream().mapToDouble(Double::doubleValue).toArray());
        double[] distances =
                Arrays.stream(alike).map(amount -> Math.abs(amount - usual)).toArray();
        double deviation = Math.max(WeekPattern.median(distances) * BELL, LEAST_SHARE * Math.max(usual, level));
        double amount = history.days().getOrDefault(day, 0.0);
        double far = deviation == 0 ? 0 : (amount - usual) / deviation;
        return Math.abs(far) < FAR
                ? Optional.empty()
                : Optional.of(new Anomaly(day, rounded(amount), rounded(usual), far));
    }

    private static BigDecimal rounded(double amount) {
        return new BigDecimal(amount).round(ESTIMATE);
    }
}
