package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Holds what providers bill against what was booked, and books what is billed. What an invoice does not name is taken back only
 * where it is an estimate and the invoice is said to be complete.
 *
 * <p>Each call is corrected in a transaction of its own. An invoice that breaks off in the middle is simply sent again: what is
 * booked as it is billed is not changed by it.
 */
@ApplicationScoped
public class Invoices {

    private static final String REASON = "the provider's invoice of ";

    @Inject
    private InvoiceBooking booking;

    /**
     * Reconciles the invoice of one provider for one month in UTC.
     *
     * @throws Problem.Invalid naming every bad field and line; nothing is corrected then
     */
    public Reconciliation reconcile(Caller caller, String provider, String month, String csv) {
        return reconcile(caller, provider, month, csv, false);
    }

    /**
     * The same.
     *
     * @param complete whether the invoice names everything that the provider was asked in this month: what was only estimated
     *     here and is not named there never reached it, and is taken back. One that does not fit into one file is sent in several,
     *     of which the last is said to be complete: what the others named is no estimate any more.
     */
    public Reconciliation reconcile(Caller caller, String provider, String month, String csv, boolean complete) {
        caller.require(Role.ADMIN);
        YearMonth billedMonth = month(month);
        if (provider == null || provider.isBlank()) {
            throw Problem.Invalid.field("provider", "platform.field_required");
        }
        Invoice invoice = new Invoice(provider, billedMonth, InvoiceLine.read(csv), complete);
        InvoiceCheck check = booking.check(caller, invoice);
        List<InvoiceCheck.Correction> made = check.corrections().stream()
                .filter(correction -> booking.correct(caller, correction, REASON + billedMonth))
                .toList();
        return check.after(made);
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(Optional.ofNullable(text).orElse(""));
        } catch (DateTimeParseException notAMonth) {
            throw Problem.Invalid.field("month", "budget.usage_month");
        }
    }
}
