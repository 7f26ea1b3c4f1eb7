package io.groundwork.budget;

import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what providers bill against what was booked, and books what is billed. The same invoice again changes nothing. What
 * an invoice does not name is taken back only where it is an estimate and the invoice is said to be complete.
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
        return reconcile(caller, provider, month, csv, false);
    }

    /**
     * The same.
     *
     * @param complete whether the invoice names everything that the provider was asked in this month: what was only estimated
     *     here and is not named there never reached it, and is taken back
     */
    @Transactional
    public Reconciliation reconcile(Caller caller, String provider, String month, String csv, boolean complete) {
        caller.require(Role.ADMIN);
        YearMonth billedMonth = month(month);
        if (provider == null || provider.isBlank()) {
            throw Problem.Invalid.field("provider", "platform.field_required");
        }
        List<InvoiceLine> lines = InvoiceLine.read(csv);
        Sorting sorting = new Sorting(caller, REASON + billedMonth);
        Map<UUID, InvoiceRows.Booked> booked = new LinkedHashMap<>();
        Map<UUID, List<InvoiceLine>> billed = new LinkedHashMap<>();
        Function<InvoiceLine, Optional<InvoiceRows.Booked>> finder = finder(caller, provider, lines);
        for (InvoiceLine line : lines) {
            finder.apply(line)
                    .ifPresentOrElse(
                            found -> {
                                booked.put(found.reservation(), found);
                                billed.computeIfAbsent(found.reservation(), first -> new ArrayList<>())
                                        .add(line);
                            },
                            () -> sorting.unknown(line));
        }
        billed.forEach((reservation, parts) -> sorting.take(booked.get(reservation), parts));
        List<InvoiceRows.Booked> unbilled = unbilled(caller, provider, billedMonth, booked.keySet());
        List<InvoiceRows.Booked> missing = complete ? sorting.takeBack(unbilled) : unbilled;
        Reconciliation result = new Reconciliation(
                provider,
                billedMonth.toString(),
                sorting.matched,
                sorting.corrected,
                sorting.refused,
                sorting.unknown,
                missing.stream().map(call -> difference(call, null)).toList());
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

    /** Our own id of a call is looked at first: it is known of each that left. */
    private Function<InvoiceLine, Optional<InvoiceRows.Booked>> finder(
            Caller caller, String provider, List<InvoiceLine> lines) {
        Map<CallId, InvoiceRows.Booked> ours = rows.ours(caller, provider, lines);
        Map<String, InvoiceRows.Booked> theirs = rows.named(caller, provider, lines);
        return line -> line.ours().map(ours::get).or(() -> line.request().map(theirs::get));
    }

    private List<InvoiceRows.Booked> unbilled(Caller caller, String provider, YearMonth month, Set<UUID> booked) {
        ZoneId zone = windows.zone(caller);
        Instant start = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        UUID[] billed = booked.toArray(UUID[]::new);
        return rows.unbilled(caller, provider, start, end, billed, InvoiceLine.MOST);
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(Optional.ofNullable(text).orElse(""));
        } catch (DateTimeParseException notAMonth) {
            throw Problem.Invalid.field("month", "budget.usage_month");
        }
    }

    private static Reconciliation.Difference difference(InvoiceRows.Booked booked, Money billed) {
        return new Reconciliation.Difference(
                booked.request(),
                booked.ours().toString(),
                booked.amount().decimal(),
                billed == null ? null : billed.decimal(),
                (billed == null ? booked.amount() : billed).currency());
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

        private void unknown(InvoiceLine line) {
            unknown.add(new Reconciliation.Difference(
                    line.request().orElse(null),
                    line.ours().map(CallId::toString).orElse(null),
                    null,
                    line.billed().decimal(),
                    line.billed().currency()));
        }

        private void take(InvoiceRows.Booked booked, List<InvoiceLine> parts) {
            String currency = booked.amount().currency();
            Map<Boolean, List<Money>> billed = parts.stream()
                    .map(InvoiceLine::billed)
                    .collect(Collectors.partitioningBy(
                            amount -> amount.currency().equals(currency)));
            billed.get(false).forEach(amount -> refused.add(difference(booked, amount)));
            billed.get(true).stream().reduce(Money::plus).ifPresent(amount -> take(booked, amount));
        }

        /** Those that are left. */
        private List<InvoiceRows.Booked> takeBack(List<InvoiceRows.Booked> unbilled) {
            Map<Boolean, List<InvoiceRows.Booked>> parts =
                    unbilled.stream().collect(Collectors.partitioningBy(InvoiceRows.Booked::estimated));
            parts.get(true).forEach(call -> {
                Money nothing = Money.zero(call.amount().currency());
                ledger.correct(caller, call.reservation(), nothing, Optional.of(TokenCount.NONE), reason);
                corrected.add(difference(call, nothing));
            });
            return parts.get(false);
        }

        private void take(InvoiceRows.Booked booked, Money billed) {
            if (booked.amount().amount().compareTo(billed.amount()) == 0) {
                matched++;
            } else {
                ledger.correct(caller, booked.reservation(), billed, Optional.empty(), reason);
                corrected.add(difference(booked, billed));
            }
        }
    }
}
