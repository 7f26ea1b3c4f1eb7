package io.groundwork.budget;

import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The transactions of an invoice: one that only reads, and one for each correction, since questions wait for the counters of a
 * correction until its transaction ends.
 */
@ApplicationScoped
class InvoiceBooking {

    @Inject
    private InvoiceRows rows;

    @Inject
    private ReservationRows reservations;

    @Inject
    private BookingRows bookings;

    @Inject
    private Ledger ledger;

    @Inject
    private AuditTrail audit;

    /** So many calls are looked at that an invoice does not name; another number in tests alone. */
    int most = InvoiceLine.MOST;

    /**
     * Holds the invoice against what is booked. It is on the audit trail before the first correction is made, so also when it
     * breaks off.
     *
     * @throws Problem.Invalid when it cannot be the complete one
     */
    @Transactional(TxType.REQUIRES_NEW)
    public InvoiceCheck check(Caller caller, Invoice invoice) {
        String provider = invoice.provider();
        InvoiceCheck check = new InvoiceCheck(
                invoice, rows.ours(caller, provider, invoice.lines()), rows.named(caller, provider, invoice.lines()));
        Set<UUID> named = check.named();
        if (invoice.complete() && named.isEmpty()) {
            throw Problem.Invalid.field("complete", "budget.invoice_complete");
        }
        Instant start = invoice.month().atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = invoice.month()
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        List<InvoiceRows.Booked> never =
                invoice.complete() ? rows.estimates(caller, provider, start, end, named, most + 1) : List.of();
        if (never.size() > most) {
            throw Problem.Invalid.field("complete", "budget.invoice_estimates", most);
        }
        Set<UUID> seen = Stream.concat(named.stream(), never.stream().map(InvoiceRows.Booked::reservation))
                .collect(Collectors.toSet());
        check.unnamed(never, rows.unbilled(caller, provider, start, end, seen, most));
        audit.record(
                caller,
                "invoice.reconciled",
                "invoice",
                provider + " " + invoice.month(),
                Map.of("matched", check.matched(), "corrected", check.different()));
        return check;
    }

    /**
     * Books one call as it is billed.
     *
     * @return whether that was done; an estimate is not taken back when the call has been settled in the meantime
     */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean correct(Caller caller, InvoiceCheck.Correction correction, String reason) {
        UUID id = correction.call().reservation();
        if (correction.never()) {
            reservations.find(caller, id);
            if (!bookings.standing(caller, id).orElseThrow().estimated()) {
                return false;
            }
        }
        Optional<TokenCount> tokens = correction.never() ? Optional.of(TokenCount.NONE) : Optional.empty();
        ledger.correct(caller, id, correction.billed(), tokens, reason);
        return true;
    }
}
