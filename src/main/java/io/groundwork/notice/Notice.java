package io.groundwork.notice;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that was raised, as it was at that moment. It is of a budget, or of a day.
 *
 * @param number in the order of raising
 * @param read whether whoever asks has read it
 */
public record Notice(
        UUID id,
        long number,
        Kind kind,
        Money spent,
        Instant raisedAt,
        Optional<OfBudget> budget,
        Optional<OfDay> day,
        boolean read) {

    /**
     * A budget's running period.
     *
     * @param percent which part of the limit
     * @param reserved what was held for calls under way
     * @param endsAt empty for a budget that lasts for ever
     */
    public record OfBudget(
            String name, int percent, Money limit, Money reserved, Instant startsAt, Optional<Instant> endsAt) {}

    /** @param usual what a day like it comes to */
    public record OfDay(LocalDate day, Money usual) {}

    /** Too much, not too little. */
    public boolean isWorrying() {
        return day.map(of -> spent.amount().compareTo(of.usual().amount()) > 0).orElse(true);
    }

    /** What it says, in one line. */
    public Text title() {
        return budget.map(of -> kind == Kind.EXHAUSTED
                        ? new Text("notice.title_exhausted", of.name())
                        : new Text("notice.title_threshold", of.name(), of.percent()))
                .orElseGet(() -> new Text(
                        isWorrying() ? "notice.title_much" : "notice.title_little",
                        day.orElseThrow().day().toString()));
    }

    /** What it says, with its figures. */
    public Text sentence() {
        return budget.map(this::sentence)
                .orElseGet(() -> new Text(
                        "notice.anomaly", words(spent), words(day.orElseThrow().usual())));
    }

    private Text sentence(OfBudget of) {
        if (kind != Kind.EXHAUSTED) {
            return new Text("notice.threshold", words(spent), words(of.limit()));
        }
        return of.reserved().amount().signum() == 0
                ? new Text("notice.exhausted", words(spent), words(of.limit()))
                : new Text("notice.exhausted_held", words(spent), words(of.limit()), words(of.reserved()));
    }

    private static String words(Money money) {
        return money.decimal() + " " + money.currency();
    }
}
