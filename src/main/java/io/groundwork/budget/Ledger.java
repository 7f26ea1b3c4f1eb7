package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds money for calls of providers and settles it. All budgets that apply to a call admit it, or none does. Each operation
 * takes part in the transaction of its caller and should be its last act, since others wait for the counters until it ends.
 *
 * <p>A call is settled by what it took, once; whoever settles it again is told the same. What is found out later corrects
 * it. The money counts in the period in which it was held.
 */
@ApplicationScoped
public class Ledger {

    /** How long after its lease a call's money is still left to whoever made the call. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final String LATE = "settled after it had expired";

    @Inject
    private Windows windows;

    @Inject
    private ReservationRows rows;

    @Inject
    private BookingRows bookings;

    @Inject
    private Alerts alerts;

    Clock clock = Clock.systemUTC();

    /**
     * Whether a call could be paid now, and for how long an answer. Nothing is held. Where it cannot, and not only because
     * money is held for calls under way, the budgets that lack it raise their alert.
     *
     * @throws Problem.Refused {@code price_unknown}, or {@code budget_currency} where a budget counts in another currency
     */
    @Transactional
    public Offer offer(Caller caller, Hold hold) {
        Rates rates = rates(hold);
        if (Size.whole(rates, hold.inputTokens(), hold.outputCap()).amount().signum() == 0) {
            return new Offer.Affordable(hold.outputCap(), false);
        }
        List<Share> shares = windows.counted(caller, hold.model(), clock.instant());
        demandCurrency(shares, rates);
        Optional<BigDecimal> left = shares.stream().map(Share::left).min(Comparator.naturalOrder());
        if (left.isEmpty()) {
            return new Offer.Affordable(hold.outputCap(), false);
        }
        return affordable(hold, rates, left.get())
                .<Offer>map(size -> new Offer.Affordable(size.outputCap(), true))
                .orElseGet(() -> nothing(caller, hold, rates, shares));
    }

    private Offer.Short nothing(Caller caller, Hold hold, Rates rates, List<Share> shares) {
        List<Share> lacking = shares.stream()
                .filter(share -> affordable(hold, rates, share.left()).isEmpty())
                .toList();
        boolean held = lacking.stream()
                .allMatch(share -> affordable(hold, rates, share.unspent()).isPresent());
        if (!held) {
            alerts.refused(caller, lacking, clock.instant());
        }
        return Shortage.of(lacking, held, clock.instant(), windows.zone(caller));
    }

    private static Optional<Size> affordable(Hold hold, Rates rates, BigDecimal left) {
        return Size.affordable(rates, hold.inputTokens(), hold.outputCap(), hold.leastOutput(), left);
    }

    /**
     * Holds the money for a call with exactly this limit of its answer.
     *
     * @throws Problem.Exhausted when one of the budgets lacks it; then none holds anything
     * @throws Problem.Refused as for an offer
     */
    @Transactional
    public Reservation reserve(Caller caller, Hold hold) {
        Rates rates = rates(hold);
        Instant now = clock.instant();
        BigDecimal amount =
                Size.whole(rates, hold.inputTokens(), hold.outputCap()).amount();
        List<Share> shares = amount.signum() == 0 ? List.of() : windows.counted(caller, hold.model(), now);
        demandCurrency(shares, rates);
        long[] ids = shares.stream()
                .flatMap(share -> share.window().stream())
                .mapToLong(Long::longValue)
                .toArray();
        UUID id = UUID.randomUUID();
        Money held = new Money(amount, rates.currency());
        rows.open(caller, id, hold, held, ids, now, hold.lease().plus(GRACE));
        if (ids.length > 0) {
            refuse(caller, shares, windows.hold(caller, ids, amount));
        }
        return new Reservation(id, held, hold.outputCap());
    }

    private void refuse(Caller caller, List<Share> shares, List<Windows.Lack> lacking) {
        if (lacking.isEmpty()) {
            return;
        }
        List<Long> ids = lacking.stream().map(Windows.Lack::window).toList();
        List<Share> those = shares.stream()
                .filter(share -> ids.contains(share.window().orElseThrow()))
                .toList();
        boolean held = lacking.stream().allMatch(Windows.Lack::held);
        throw Shortage.of(those, held, clock.instant(), windows.zone(caller)).problem();
    }

    private static Rates rates(Hold hold) {
        return hold.rates().orElseThrow(() -> new Problem.Refused("budget.price_unknown", hold.model()));
    }

    private static void demandCurrency(List<Share> shares, Rates rates) {
        shares.stream()
                .filter(share -> !share.currency().equals(rates.currency()))
                .findFirst()
                .ifPresent(other -> {
                    throw new Problem.Refused(
                            "budget.budget_currency", other.name(), other.currency(), rates.currency());
                });
    }

    /** Notes how much a call has said so far, for whoever must settle it if nobody comes back. */
    @Transactional
    public void seen(Caller caller, UUID reservation, long outputTokens) {
        rows.seen(caller, reservation, outputTokens);
    }

    /** Books what a call took, also beyond what was held for it, and gives the rest back. */
    @Transactional
    public Charge settle(Caller caller, UUID reservation, Used used) {
        Instant now = clock.instant();
        Optional<ReservationRows.Kept> open = rows.close(caller, reservation, "settled", now);
        if (open.isPresent()) {
            return book(caller, open.get(), used, "settlement", "settle", now);
        }
        ReservationRows.Kept kept = rows.find(caller, reservation).orElseThrow(Problem.NotFound::thing);
        return kept.state().equals("expired")
                ? late(caller, kept, kept.within(used))
                : bookings.standing(caller, reservation).orElseGet(() -> nothing(kept));
    }

    private Charge book(Caller caller, ReservationRows.Kept kept, Used told, String kind, String posting, Instant now) {
        Used used = kept.within(told);
        Money cost = kept.rates().of(used.tokens());
        boolean overrun = cost.amount().compareTo(kept.amount()) > 0;
        BookingRows.Entry entry = new BookingRows.Entry(kind, cost, used, overrun, Optional.empty(), now);
        bookings.book(caller, kept.id(), entry, posting, kept.amount(), cost.amount());
        windows.move(caller, kept.id(), kept.amount(), cost.amount(), now);
        return new Charge(kept.id(), cost, used.tokens(), used.estimated(), overrun);
    }

    /** Gives back what was held for a call that never left. */
    @Transactional
    public void release(Caller caller, UUID reservation) {
        Instant now = clock.instant();
        rows.close(caller, reservation, "released", now).ifPresent(kept -> {
            bookings.giveBack(caller, kept.id(), kept.amount(), now);
            windows.move(caller, kept.id(), kept.amount(), BigDecimal.ZERO, now);
        });
    }

    /**
     * Settles a call that nobody came back to, by what it was told and what was seen of its answer; never by nothing, since it
     * may have reached its provider. Somebody else may be faster, or be at it.
     *
     * @return whether it was settled here
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean expire(Caller caller, UUID reservation) {
        if (rows.claim(caller, reservation).isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        ReservationRows.Kept kept =
                rows.close(caller, reservation, "expired", now).orElseThrow();
        TokenCount tokens = new TokenCount(kept.inputTokens(), 0, Math.max(1, kept.outputSeen()));
        book(caller, kept, new Used(tokens, true, Optional.empty()), "estimate", "expire", now);
        return true;
    }

    /**
     * Replaces what is booked for a call by what its provider bills.
     *
     * @param tokens empty where the bill does not tell; then those that are known stay
     * @throws Problem.Conflict while the call is under way, and where it never left
     */
    @Transactional
    public Charge correct(Caller caller, UUID reservation, Money billed, Optional<TokenCount> tokens, String reason) {
        ReservationRows.Kept kept = rows.find(caller, reservation).orElseThrow(Problem.NotFound::thing);
        Charge before =
                bookings.standing(caller, reservation).orElseThrow(() -> new Problem.Conflict("budget.not_settled"));
        if (!billed.currency().equals(kept.currency())) {
            throw new Problem.Conflict("budget.bill_currency", billed.currency(), kept.currency());
        }
        Used used = new Used(tokens.orElse(before.tokens()), false, Optional.empty());
        return replace(caller, kept, billed, used, reason);
    }

    private Charge late(Caller caller, ReservationRows.Kept kept, Used used) {
        return replace(caller, kept, kept.rates().of(used.tokens()), used, LATE);
    }

    private Charge replace(Caller caller, ReservationRows.Kept kept, Money cost, Used used, String reason) {
        Instant now = clock.instant();
        Charge before = bookings.standing(caller, kept.id()).orElseThrow();
        Charge after = new Charge(
                kept.id(), cost, used.tokens(), used.estimated(), cost.amount().compareTo(kept.amount()) > 0);
        if (after.equals(before)) {
            return before;
        }
        BigDecimal more = cost.amount().subtract(before.amount().amount());
        bookings.reverse(caller, kept.id(), reason, now);
        BookingRows.Entry entry =
                new BookingRows.Entry("correction", cost, used, after.overrun(), Optional.of(reason), now);
        bookings.book(caller, kept.id(), entry, "correct", BigDecimal.ZERO, more);
        windows.move(caller, kept.id(), BigDecimal.ZERO, more, now);
        return after;
    }

    private static Charge nothing(ReservationRows.Kept released) {
        return new Charge(released.id(), Money.zero(released.currency()), TokenCount.NONE, false, false);
    }
}
