package io.groundwork.budget;

import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds what providers bill against what was booked, and books what is billed. The same invoice again changes nothing,
 * and nothing is taken back because an invoice does not name it.
 */
@ApplicationScoped
public class Invoices {

    private static final String REASON = "the provider's invoice of ";

    @Inject
    private InvoiceRows rows;

    @Inject
    private Ledger ledger;

    @Inject
    private Windows windows;

    @Inject
    private AuditTrail audit;

    /**
     * Reconciles the invoice of one provider for one month, on the tenant's clocks.
     *
     * @throws Problem.Invalid naming every bad field and line; nothing is corrected then
     */
    @Transactional
    public Reconciliation reconcile(Caller caller, String provider, String month, String csv) {
        caller.require(Role.ADMIN);
        YearMonth billedMonth = month(month);
        if (provider == null || provider.isBlank()) {
            throw Problem.Invalid.field("provider", "platform.field_required");
        }
        List<InvoiceLine> lines = InvoiceLine.read(csv);
        Map<String, InvoiceRows.Booked> booked = rows.named(caller, provider, lines);
        Sorting sorting = new Sorting(caller, REASON + billedMonth);
        lines.forEach(line -> sorting.take(line, Optional.ofNullable(booked.get(line.request()))));
        Reconciliation result = new Reconciliation(
                provider,
                billedMonth.toString(),
                sorting.matched,
                sorting.corrected,
                sorting.refused,
                sorting.unknown,
                missing(caller, provider, billedMonth, booked));
        audit.record(
                caller,
                "invoice.reconciled",
                "invoice",
                provider + " " + billedMonth,
                Map.of(
                        "matched",
                        result.matched(),
                        "corrected",
                        result.corrected().size()));
        return result;
    }

    private List<Reconciliation.Difference> missing(
            Caller caller, String provider, YearMonth month, Map<String, InvoiceRows.Booked> booked) {
        ZoneId zone = windows.zone(caller);
        Instant start = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        UUID[] billed =
                booked.values().stream().map(InvoiceRows.Booked::reservation).toArray(UUID[]::new);
        return rows.unbilled(caller, provider, start, end, billed, InvoiceLine.MOST).stream()
                .map(call -> difference(call.request(), call.amount(), null))
                .toList();
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(Optional.ofNullable(text).orElse(""));
        } catch (DateTimeParseException notAMonth) {
            throw Problem.Invalid.field("month", "budget.usage_month");
        }
    }

    private static Reconciliation.Difference difference(String request, Money booked, Money billed) {
        return new Reconciliation.Difference(
                request,
                booked == null ? null : booked.decimal(),
                billed == null ? null : billed.decimal(),
                (billed == null ? booked : billed).currency());
    }

    /** One pass over the lines of an invoice. */
    private final class Sorting {

        private final Caller caller;
        private final String reason;
        private final List<Reconciliation.Difference> corrected = new ArrayList<>();
        private final List<Reconciliation.Difference> refused = new ArrayList<>();
        private final List<Reconciliation.Difference> unknown = new ArrayList<>();
        private int matched;

        private Sorting(Caller caller, String reason) {
            this.caller = caller;
            this.reason = reason;
        }

        private void take(InvoiceLine line, Optional<InvoiceRows.Booked> found) {
            if (found.isEmpty()) {
                unknown.add(difference(line.request(), null, line.billed()));
                return;
            }
            InvoiceRows.Booked booked = found.get();
            Reconciliation.Difference difference = difference(line.request(), booked.amount(), line.billed());
            if (!booked.amount().currency().equals(line.billed().currency())) {
                refused.add(difference);
            } else if (booked.amount().amount().compareTo(line.billed().amount()) == 0) {
                matched++;
            } else {
                ledger.correct(caller, booked.reservation(), line.billed(), Optional.empty(), reason);
                corrected.add(difference);
            }
        }
    }
}
