package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import java.math.BigDecimal;
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

    /** What may still be held; nothing where more was spent than there was. */
    public Money remaining() {
        BigDecimal left = limit.amount().subtract(spent.amount()).subtract(reserved.amount());
        return new Money(left.max(BigDecimal.ZERO), limit.currency());
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
