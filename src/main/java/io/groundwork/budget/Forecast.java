package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What will probably have been spent at the end of a period, and between which amounts it lies in nine of ten cases, if the
 * days that are left are like those that were.
 */
public record Forecast(Money amount, Money low, Money high) {

    private static final int FEWEST_DAYS = 3;
    private static final int DIGITS = 6;
    private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();
    /** Of the normal distribution, with a twentieth beyond each end. */
    private static final double NINE_OF_TEN = 1.645;

    /**
     * From the amounts of whole days, those without spending included.
     *
     * @param spent what is spent already
     * @param left until the period ends
     * @return empty where there are too few days to tell
     */
    static Optional<Forecast> of(Money spent, List<BigDecimal> days, Duration left) {
        if (days.size() < FEWEST_DAYS) {
            return Optional.empty();
        }
        double many = left.toSeconds() / DAY_SECONDS;
        double mean =
                days.stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow();
        double variance = days.stream()
                        .mapToDouble(day -> Math.pow(day.doubleValue() - mean, 2))
                        .sum()
                / (days.size() - 1);
        // The days to come differ among themselves, and the mean of those that were is itself uncertain.
        double spread = NINE_OF_TEN * Math.sqrt(variance * many * (1 + many / days.size()));
        return Optional.of(new Forecast(
                plus(spent, mean * many),
                plus(spent, Math.max(0, mean * many - spread)),
                plus(spent, mean * many + spread)));
    }

    private static Money plus(Money spent, double more) {
        BigDecimal rounded = new BigDecimal(more, MathContext.DECIMAL64).setScale(DIGITS, RoundingMode.HALF_EVEN);
        return new Money(spent.amount().add(rounded), spent.currency());
    }
}
