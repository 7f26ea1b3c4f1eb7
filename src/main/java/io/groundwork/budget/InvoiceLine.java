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
 * What a provider bills for one request, which is named by its own id, by ours, or by both.
 *
 * @param request the provider's id of it; empty where only ours is told
 * @param ours the id that we gave it
 */
record InvoiceLine(Optional<String> request, Optional<CallId> ours, Money billed) {

    static final int MOST = 10_000;

    private static final String REQUEST = "request_id";
    private static final String OURS = "client_request_id";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final int LONGEST_AMOUNT = 40;

    /**
     * The lines of a file with the columns request_id or client_request_id, amount and currency, in any order and beside
     * others; several lines of one request are one. What stands as request_id may be our id as well, and what stands as
     * client_request_id somebody else's.
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
        boolean named = header.contains(REQUEST) || header.contains(OURS);
        if (!named || !header.containsAll(List.of(AMOUNT, CURRENCY)) || lines.size() - 1 > MOST) {
            throw Problem.Invalid.field("header", "budget.invoice_header", MOST);
        }
        List<Field> bad = new ArrayList<>();
        Map<String, InvoiceLine> byRequest = new TreeMap<>();
        for (Csv.Line line : lines.subList(1, lines.size())) {
            Optional<InvoiceLine> read = line(header, line.cells());
            if (read.filter(each -> agrees(each, byRequest.get(each.name()))).isPresent()) {
                byRequest.merge(read.get().name(), read.get(), InvoiceLine::plus);
            } else {
                bad.add(Field.of("line " + line.number(), "budget.invoice_line"));
            }
        }
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
        return List.copyOf(byRequest.values());
    }

    /** What it is told apart by. */
    private String name() {
        return ours.map(CallId::toString).or(() -> request).orElseThrow();
    }

    /** One line for what two of them bill in one currency. */
    InvoiceLine plus(InvoiceLine other) {
        return new InvoiceLine(request.or(other::request), ours.or(other::ours), billed.plus(other.billed()));
    }

    private static boolean agrees(InvoiceLine line, InvoiceLine other) {
        return other == null || other.billed().currency().equals(line.billed().currency());
    }

    private static Optional<InvoiceLine> line(List<String> header, List<String> cells) {
        if (cells.size() < header.size()) {
            return Optional.empty();
        }
        Optional<String> named = cell(header, cells, OURS);
        Optional<String> request = cell(header, cells, REQUEST)
                .or(() -> named.filter(other -> CallId.of(other).isEmpty()));
        Optional<CallId> ours = named.or(() -> request).flatMap(CallId::of);
        String amount = cells.get(header.indexOf(AMOUNT)).strip();
        try {
            BigDecimal number = amount.length() > LONGEST_AMOUNT ? null : new BigDecimal(amount);
            boolean fits = number != null && Money.isAmount(number);
            return fits && (request.isPresent() || ours.isPresent())
                    ? Optional.of(new InvoiceLine(
                            request,
                            ours,
                            new Money(
                                    number, cells.get(header.indexOf(CURRENCY)).strip())))
                    : Optional.empty();
        } catch (IllegalArgumentException neitherAmountNorCurrency) {
            return Optional.empty();
        }
    }

    private static Optional<String> cell(List<String> header, List<String> cells, String column) {
        return Optional.of(header.indexOf(column))
                .filter(place -> place >= 0)
                .map(place -> cells.get(place).strip())
                .filter(text -> !text.isEmpty());
    }
}
