package io.groundwork.budget;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said where budgets lack the money for a call: whose it is, until when, and what may be tried instead. */
final class Shortage {

    /** When it is worth asking again for money that is held for calls under way. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private Shortage() {}

    /**
     * The one that lasts longest is named; a budget that refuses wins over one that would degrade.
     *
     * @param lacking those that lack it, at least one
     * @param held whether there would be enough, if what is held for calls under way came back
     */
    static Offer.Short of(List<Share> lacking, boolean held, Instant now, ZoneId zone) {
        Share longest = lacking.stream()
                .max(Comparator.comparing(share -> share.until().orElse(Instant.MAX)))
                .orElseThrow();
        Optional<Instant> until = held ? Optional.of(now.plus(SOON)) : longest.until();
        Text when = held ? new Text("budget.until_returned") : until(longest, zone);
        boolean refused = lacking.stream().anyMatch(share -> share.degrade().isEmpty());
        return new Offer.Short(
                new Problem.Exhausted(until, "budget.budget_exhausted", longest.whose(), when.in(Locale.ENGLISH)),
                refused ? Optional.empty() : lacking.get(0).degrade(),
                held);
    }

    private static Text until(Share share, ZoneId zone) {
        return share.until()
                .map(until -> new Text("budget.until", MOMENT.format(until.atZone(zone)), zone.getId()))
                .orElseGet(() -> new Text("budget.until_raised"));
    }
}
