package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One call as it stands on the ledger: what was held for it, at which price, and everything that was booked since.
 *
 * @param state open, settled, released or expired
 * @param held when it was made, whatever it came to cost
 * @param inputTokens of the prompt as we counted them
 * @param closedAt empty while it is under way
 * @param charges what it was said to cost, each time that something was said
 * @param entries the lines of the double entry, in order
 */
public record BookedCall(
        CallId id,
        Purpose purpose,
        String model,
        String provider,
        String mode,
        String state,
        Money held,
        Rates price,
        long inputTokens,
        long outputCap,
        Instant madeAt,
        Optional<Instant> closedAt,
        List<Saying> charges,
        List<Entry> entries) {

    /**
     * What a call was said to cost at some time.
     *
     * @param kind settlement, estimate, reversal or correction
     * @param amount below zero where an earlier one is taken back
     * @param tokens that it was, or is not any more, said to have taken
     * @param overrun whether it is more than was held
     * @param reason of a correction
     */
    public record Saying(
            String kind,
            Money amount,
            TokenCount tokens,
            boolean estimated,
            boolean overrun,
            Optional<String> providerRequestId,
            Optional<String> reason,
            Instant at) {}

    /** A line of the double entry: debit above zero, credit below. */
    public record Entry(String posting, String kind, String account, Money amount, Instant at) {}

    /** What it costs after all that was said. */
    public Money cost() {
        return charges.stream().map(Saying::amount).reduce(Money.zero(held.currency()), Money::plus);
    }

    /** Whether what holds of it was counted by us. */
    public boolean estimated() {
        return !charges.isEmpty() && charges.get(charges.size() - 1).estimated();
    }

    /** Whether it cost more than was held. */
    public boolean overrun() {
        return !charges.isEmpty() && charges.get(charges.size() - 1).overrun();
    }
}
