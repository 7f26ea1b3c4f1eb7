package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * How a budget stands in its running period.
 *
 * @param member whether this is the part of one member
 * @param resetsAt when its money is given out anew; empty for one that lasts for ever
 */
public record Standing(
        String budget,
        Scope scope,
        Period period,
        boolean member,
        Money limit,
        Money spent,
        Money reserved,
        Optional<Instant> resetsAt) {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final BigDecimal LOW = BigDecimal.valueOf(80);

    /** What may still be held; nothing where more was spent than there was. */
    public Money remaining() {
        BigDecimal left = limit.amount().subtract(spent.amount()).subtract(reserved.amount());
        return new Money(left.max(BigDecimal.ZERO), limit.currency());
    }

    /** How much of it is used or held, in percent, at most a hundred; all of nothing is used. */
    public BigDecimal usedPercent() {
        BigDecimal used =
                spent.amount().add(reserved.amount()).max(BigDecimal.ZERO).movePointRight(2);
        return limit.amount().signum() == 0
                ? ALL
                : used.divide(limit.amount(), 2, RoundingMode.DOWN).min(ALL);
    }

    public Level level() {
        if (remaining().amount().signum() == 0) {
            return Level.USED_UP;
        }
        return usedPercent().compareTo(LOW) >= 0 ? Level.LOW : Level.WITHIN;
    }

    static Standing of(Share share) {
        String currency = share.currency();
        return new Standing(
                share.name(),
                share.scope(),
                share.period(),
                share.members(),
                new Money(share.amount(), currency),
                new Money(share.spent(), currency),
                new Money(share.reserved(), currency),
                share.until());
    }
}
