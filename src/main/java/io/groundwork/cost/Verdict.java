package io.groundwork.cost;

import io.groundwork.platform.kernel.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.StringJoiner;

/** What two options against each other mean, in sentences. */
public record Verdict(Scenario scenario, BreakEven pair) {

    private static final int CENTS = 2;

    public String in(Locale locale) {
        StringJoiner sentences = new StringJoiner(" ");
        sentences.add(byVolume(locale));
        pair.cheaperNow()
                .ifPresent(name -> sentences.add(new Text(
                                "cost.saves",
                                Formula.figure(scenario.queriesPerDay(), locale),
                                name,
                                amount(pair.savedPerMonth(), locale),
                                scenario.currency(),
                                Formula.figure(pair.savedPercent(), locale))
                        .in(locale)));
        pair.paysBackAfterMonths()
                .ifPresent(months -> sentences.add(
                        new Text("cost.pays_back", pair.cheaperNow().orElseThrow(), Formula.figure(months, locale))
                                .in(locale)));
        return sentences.toString();
    }

    private String byVolume(Locale locale) {
        if (pair.queriesPerDay().isPresent()) {
            BigDecimal whole = pair.queriesPerDay().get().setScale(0, RoundingMode.CEILING);
            return new Text(
                            "cost.crosses",
                            Formula.figure(whole, locale),
                            pair.cheaperBelow().orElseThrow(),
                            pair.cheaperAbove().orElseThrow())
                    .in(locale);
        }
        return pair.cheaperBelow()
                .map(name -> new Text("cost.always_cheaper", name, pair.one().equals(name) ? pair.other() : pair.one()))
                .orElseGet(() -> new Text("cost.always_equal", pair.one(), pair.other()))
                .in(locale);
    }

    /** For reading; the exact amount stands beside it. */
    private static String amount(BigDecimal amount, Locale locale) {
        return Formula.figure(amount.setScale(CENTS, RoundingMode.HALF_UP).stripTrailingZeros(), locale);
    }
}
