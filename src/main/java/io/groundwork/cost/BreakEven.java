package io.groundwork.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Two options against each other, by the volume.
 *
 * @param queriesPerDay at which both cost the same per month; empty where no volume makes the dearer one the cheaper
 * @param cheaperBelow that volume; where there is none, both this and the next name the one that is cheaper always
 * @param cheaperNow at the scenario's volume; empty where both cost the same
 * @param savedPercent of what the dearer one costs now
 * @param paysBackAfterMonths until what an option costs more once is saved at the scenario's volume
 */
public record BreakEven(
        String one,
        String other,
        Optional<BigDecimal> queriesPerDay,
        Optional<String> cheaperBelow,
        Optional<String> cheaperAbove,
        Optional<String> cheaperNow,
        BigDecimal savedPerMonth,
        BigDecimal savedPercent,
        Optional<BigDecimal> paysBackAfterMonths) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DIGITS = 2;

    static BreakEven of(Scenario scenario, OptionCost one, OptionCost other) {
        Optional<String> fewer = cheaper(one, one.standing(), other, other.standing());
        Optional<String> more = cheaper(one, one.perQuery(), other, other.perQuery());
        boolean crosses = fewer.isPresent() && more.isPresent() && !fewer.equals(more);
        BigDecimal saved = one.perMonth().subtract(other.perMonth()).abs();
        BigDecimal dearer = one.perMonth().max(other.perMonth());
        return new BreakEven(
                one.name(),
                other.name(),
                crosses ? Optional.of(volume(scenario, one, other)) : Optional.empty(),
                fewer.or(() -> more),
                more.or(() -> fewer),
                cheaper(one, one.perMonth(), other, other.perMonth()),
                saved,
                dearer.signum() == 0
                        ? BigDecimal.ZERO
                        : saved.multiply(HUNDRED).divide(dearer, DIGITS, RoundingMode.HALF_UP),
                paysBack(one, other));
    }

    private static Optional<String> cheaper(OptionCost one, BigDecimal first, OptionCost other, BigDecimal second) {
        int order = first.compareTo(second);
        return order == 0 ? Optional.empty() : Optional.of(order < 0 ? one.name() : other.name());
    }

    private static BigDecimal volume(Scenario scenario, OptionCost one, OptionCost other) {
        BigDecimal perDailyQuery = one.perQuery().subtract(other.perQuery()).multiply(scenario.daysPerMonth());
        return Exact.divide(other.standing().subtract(one.standing()), perDailyQuery);
    }

    private static Optional<BigDecimal> paysBack(OptionCost one, OptionCost other) {
        BigDecimal more = one.once().subtract(other.once());
        BigDecimal less = other.perMonth().subtract(one.perMonth());
        return more.signum() != 0 && more.signum() == less.signum()
                ? Optional.of(more.divide(less, DIGITS, RoundingMode.UP))
                : Optional.empty();
    }
}
