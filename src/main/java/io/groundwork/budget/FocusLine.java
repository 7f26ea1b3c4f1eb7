package io.groundwork.budget;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that charges which are alike are made of: tokens of one price, requests, or what a bill says beyond those.
 *
 * @param meter the word of what is counted
 * @param use empty where the amount follows from no price
 */
record FocusLine(String meter, Optional<Use> use, BigDecimal cost) {

    private static final int MILLION = 6;

    /** So much at a price for so many. */
    record Use(long quantity, String unit, BigDecimal priced, String pricedUnit, BigDecimal unitPrice) {}

    static final String BILLED = "billed";

    /** Together they are the amount, exactly. */
    static List<FocusLine> of(FocusRows.Bundle bundle) {
        FocusRows.Counts counts = bundle.counts();
        Rates rates = bundle.rates();
        List<FocusLine> lines = new ArrayList<>();
        long fresh = counts.input() - counts.cachedInput() - counts.cacheWrite();
        tokens(lines, "input", fresh, rates.input());
        tokens(lines, "cached-input", counts.cachedInput(), rates.cachedInput());
        tokens(lines, "cache-write", counts.cacheWrite(), rates.cacheWrite());
        tokens(lines, "output", counts.output() - counts.reasoning(), rates.output());
        tokens(lines, "reasoning", counts.reasoning(), rates.reasoning());
        if (rates.perRequest().signum() != 0 && counts.requests() != 0) {
            BigDecimal quantity = BigDecimal.valueOf(counts.requests());
            Use use = new Use(counts.requests(), "Requests", quantity, "Requests", rates.perRequest());
            lines.add(new FocusLine("request", Optional.of(use), quantity.multiply(rates.perRequest())));
        }
        BigDecimal explained = lines.stream().map(FocusLine::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal rest = bundle.amount().subtract(explained);
        if (rest.signum() != 0) {
            lines.add(new FocusLine(BILLED, Optional.empty(), rest));
        }
        return lines;
    }

    private static void tokens(List<FocusLine> lines, String meter, long quantity, BigDecimal perMillion) {
        if (quantity != 0) {
            BigDecimal millions = BigDecimal.valueOf(quantity).movePointLeft(MILLION);
            Use use = new Use(quantity, "Tokens", millions, "1000000 Tokens", perMillion);
            lines.add(new FocusLine(meter, Optional.of(use), millions.multiply(perMillion)));
        }
    }
}
