package io.groundwork.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How much money a call is held, and how long its answer may be for the money that is left.
 *
 * @param outputCap the most that the model may answer, in tokens
 */
record Size(BigDecimal amount, long outputCap) {

    /** Our count of a prompt is another model's than the provider's: a quarter more, and what its own marks take. */
    private static final long MARGIN_DIVISOR = 4;

    private static final long OWN_MARKS = 64;
    private static final int MILLION = 6;

    /** What a call can cost at most. */
    static Size whole(Rates rates, long inputTokens, long outputCap) {
        return new Size(rates.most(withMargin(inputTokens), outputCap), outputCap);
    }

    /**
     * The call with as long an answer as the money allows, at most the wanted one; empty where not even the least useful
     * answer can be paid.
     */
    static Optional<Size> affordable(Rates rates, long inputTokens, long wanted, long least, BigDecimal left) {
        Size whole = whole(rates, inputTokens, wanted);
        if (whole.amount.signum() == 0 || whole.amount.compareTo(left) <= 0) {
            return Optional.of(whole);
        }
        BigDecimal forOutput = left.subtract(rates.mostForInput(withMargin(inputTokens)));
        if (forOutput.signum() < 0 || rates.dearestOutput().signum() == 0) {
            return Optional.empty();
        }
        long cap = forOutput
                .movePointRight(MILLION)
                .divide(rates.dearestOutput(), 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(wanted))
                .longValue();
        return cap < Math.min(least, wanted) ? Optional.empty() : Optional.of(whole(rates, inputTokens, cap));
    }

    private static long withMargin(long tokens) {
        return tokens + tokens / MARGIN_DIVISOR + OWN_MARKS;
    }
}
