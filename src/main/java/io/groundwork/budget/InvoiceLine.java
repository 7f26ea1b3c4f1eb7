package io.groundwork.budget;

import io.groundwork.platform.kernel.Csv;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Invalid.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a provider bills for one request.
 *
 * @param request the provider's own id of it
 */
record InvoiceLine(String request, Money billed) {

    static final int MOST = 10_000;

    private static final String REQUEST = "request_id";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final int LONGEST_AMOUNT = 40;

    /**
     * The lines of a file with the columns request_id, amount and currency, in any order and beside others; several lines
     * of one request are one.
     *
     * @throws Problem.Invalid naming every bad line
     */
    static List<InvoiceLine> read(String csv) {
        List<Csv.Line> lines = Csv.read(csv);
        List<String> header = lines.isEmpty()
                ? List.of()
                : lines.get(0).cells().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
        if (!header.containsAll(List.of(REQUEST, AMOUNT, CURRENCY)) || lines.size() - 1 > MOST) {
            throw Problem.Invalid.field("header", "budget.invoice_header", MOST);
        }
        List<Field> bad = new ArrayList<>();
        Map<String, InvoiceLine> byRequest = new TreeMap<>();
        for (Csv.Line line : lines.subList(1, lines.size())) {
            Optional<InvoiceLine> read = line(header, line.cells());
            if (read.filter(each -> agrees(each, byRequest.get(each.request()))).isPresent()) {
                byRequest.merge(
                        read.get().request(),
                        read.get(),
                        (one, two) ->
                                new InvoiceLine(one.request(), one.billed().plus(two.billed())));
            } else {
                bad.add(Field.of("line " + line.number(), "budget.invoice_line"));
            }
        }
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
        return List.copyOf(byRequest.values());
    }

    private static boolean agrees(InvoiceLine line, InvoiceLine other) {
        return other == null || other.billed().currency().equals(line.billed().currency());
    }

    private static Optional<InvoiceLine> line(List<String> header, List<String> cells) {
        if (cells.size() < header.size()) {
            return Optional.empty();
        }
        String request = cells.get(header.indexOf(REQUEST)).strip();
        String amount = cells.get(header.indexOf(AMOUNT)).strip();
        try {
            BigDecimal number = amount.length() > LONGEST_AMOUNT ? null : new BigDecimal(amount);
            boolean fits = number != null && Money.isAmount(number);
            return fits && !request.isEmpty()
                    ? Optional.of(new InvoiceLine(
                            request,
                            new Money(
                                    number, cells.get(header.indexOf(CURRENCY)).strip())))
                    : Optional.empty();
        } catch (IllegalArgumentException neitherAmountNorCurrency) {
            return Optional.empty();
        }
    }
}
