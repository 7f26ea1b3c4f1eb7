package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What was used, corrections included; below zero where only corrections fall into the time that is asked for.
 *
 * @param estimated the part of the amount that we counted because a provider did not tell
 * @param input cached input and input that is kept are parts of it, as reasoning is of the output
 */
public record UsageSum(
        Money amount,
        BigDecimal estimated,
        long input,
        long cachedInput,
        long cacheWrite,
        long output,
        long reasoning,
        long requests) {

    private static final MathContext SHARE = new MathContext(4, RoundingMode.HALF_UP);

    UsageSum plus(UsageSum other) {
        return new UsageSum(
                amount.plus(other.amount),
                estimated.add(other.estimated),
                input + other.input,
                cachedInput + other.cachedInput,
                cacheWrite + other.cacheWrite,
                output + other.output,
                reasoning + other.reasoning,
                requests + other.requests);
    }

    /** The estimated part of the whole, from 0 to 1; empty where nothing was paid. */
    public Optional<BigDecimal> estimatedShare() {
        return amount.amount().signum() == 0 ? Optional.empty() : Optional.of(estimated.divide(amount.amount(), SHARE));
    }
}
