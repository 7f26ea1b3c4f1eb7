package io.groundwork.budget;

import io.groundwork.platform.kernel.Text;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The counters of a budget that a call would be counted in: the whole budget's of the running period, or one member's part.
 *
 * @param window the counters' id; empty where nothing was spent in this period yet
 * @param members whether it is one member's part of the budget
 * @param until when the period ends
 * @param alerts whether an alert is still to be raised in this period
 * @param degrade empty where the budget refuses when it is used up
 */
record Share(
        long budget,
        String name,
        Scope scope,
        Period period,
        boolean members,
        Optional<Long> window,
        String currency,
        BigDecimal amount,
        BigDecimal spent,
        BigDecimal reserved,
        Optional<Instant> until,
        boolean alerts,
        Optional<JsonObject> degrade) {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    BigDecimal left() {
        return unspent().subtract(reserved);
    }

    /** What is left if nothing of what is held for calls under way is spent. */
    BigDecimal unspent() {
        return amount.subtract(spent);
    }

    /** The part that is left, in percent; a limit of nothing has nothing left. */
    double percentLeft() {
        return amount.signum() == 0 || left().signum() < 0
                ? 0
                : left().multiply(ALL).divide(amount, MathContext.DECIMAL64).doubleValue();
    }

    /** Whose it is, in words for the person who asked. */
    String whose() {
        String key = (members ? "budget.whose_part_of_" : "budget.whose_")
                + scope.kind().word();
        return new Text(key, scope.name()).in(Locale.ENGLISH);
    }
}
