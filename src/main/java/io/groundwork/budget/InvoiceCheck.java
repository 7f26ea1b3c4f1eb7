package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** An invoice held against what is booked, and what is to be corrected by it. Nothing is changed here. */
final class InvoiceCheck {

    private final Invoice invoice;
    private final Map<UUID, InvoiceRows.Booked> booked = new LinkedHashMap<>();
    private final Map<UUID, List<InvoiceLine>> billed = new LinkedHashMap<>();
    private final List<Correction> corrections = new ArrayList<>();
    private final List<Reconciliation.Difference> refused = new ArrayList<>();
    private final List<Reconciliation.Difference> unknown = new ArrayList<>();
    private List<InvoiceRows.Booked> missing = List.of();
    private int matched;

    /**
     * How a call is to be booked.
     *
     * @param never whether it is an estimate of a call that never reached its provider
     */
    record Correction(InvoiceRows.Booked call, Money billed, boolean never) {

        /** An estimate that hit what is billed is booked anew as well, since it is none any more. */
        boolean isDifferent() {
            return call.amount().amount().compareTo(billed.amount()) != 0;
        }

        Reconciliation.Difference difference() {
            return InvoiceCheck.difference(call, billed);
        }
    }

    /** Our own id of a call is looked at first: it is known of each that left. */
    InvoiceCheck(Invoice invoice, Map<CallId, InvoiceRows.Booked> ours, Map<String, InvoiceRows.Booked> theirs) {
        this.invoice = invoice;
        for (InvoiceLine line : invoice.lines()) {
            line.ours()
                    .map(ours::get)
                    .or(() -> line.request().map(theirs::get))
                    .ifPresentOrElse(call -> found(call, line), () -> unknown(line));
        }
        billed.forEach((reservation, parts) -> take(booked.get(reservation), parts));
    }

    private void found(InvoiceRows.Booked call, InvoiceLine line) {
        booked.put(call.reservation(), call);
        billed.computeIfAbsent(call.reservation(), first -> new ArrayList<>()).add(line);
    }

    private void unknown(InvoiceLine line) {
        unknown.add(new Reconciliation.Difference(
                line.request().orElse(null),
                line.ours().map(CallId::toString).orElse(null),
                null,
                line.billed().decimal(),
                line.billed().currency()));
    }

    private void take(InvoiceRows.Booked call, List<InvoiceLine> parts) {
        String currency = call.amount().currency();
        Map<Boolean, List<Money>> amounts = parts.stream()
                .map(InvoiceLine::billed)
                .collect(Collectors.partitioningBy(amount -> amount.currency().equals(currency)));
        amounts.get(false).forEach(amount -> refused.add(difference(call, amount)));
        amounts.get(true).stream().reduce(Money::plus).ifPresent(amount -> take(call, amount));
    }

    private void take(InvoiceRows.Booked call, Money amount) {
        Correction correction = new Correction(call, amount, false);
        if (!correction.isDifferent()) {
            matched++;
        }
        if (correction.isDifferent() || call.estimated()) {
            corrections.add(correction);
        }
    }

    /** The calls of the month that the invoice does not name: those that never reached the provider, and the others. */
    void unnamed(List<InvoiceRows.Booked> never, List<InvoiceRows.Booked> others) {
        never.forEach(call ->
                corrections.add(new Correction(call, Money.zero(call.amount().currency()), true)));
        missing = others;
    }

    /** The calls that the invoice names. */
    Set<UUID> named() {
        return booked.keySet();
    }

    int matched() {
        return matched;
    }

    long different() {
        return corrections.stream().filter(Correction::isDifferent).count();
    }

    List<Correction> corrections() {
        return corrections;
    }

    /** What is to be told of it, when these corrections were made. */
    Reconciliation after(List<Correction> made) {
        return new Reconciliation(
                invoice.provider(),
                invoice.month().toString(),
                matched,
                made.stream()
                        .filter(Correction::isDifferent)
                        .map(Correction::difference)
                        .toList(),
                refused,
                unknown,
                missing.stream().map(call -> difference(call, null)).toList());
    }

    private static Reconciliation.Difference difference(InvoiceRows.Booked call, Money billed) {
        return new Reconciliation.Difference(
                call.request(),
                call.ours().toString(),
                call.amount().decimal(),
                Optional.ofNullable(billed).map(Money::decimal).orElse(null),
                Optional.ofNullable(billed).orElse(call.amount()).currency());
    }
}
