package io.groundwork.cost;

import io.groundwork.platform.kernel.Text;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;

/** How the monthly amount of a line comes about, in words, so that everybody can do the sum again. */
public record Formula(Scenario scenario, Option option, Line line) {

    /** More than any amount has; a figure is never shortened. */
    private static final int MOST_DIGITS = 60;

    public String in(Locale locale) {
        String each = times(locale);
        return switch (line.per()) {
            case QUERY ->
                new Text(
                                "cost.formula_query",
                                each,
                                figure(scenario.queriesPerDay(), locale),
                                figure(scenario.daysPerMonth(), locale))
                        .in(locale);
            case MONTH -> new Text("cost.formula_month", each).in(locale);
            case REFRESH ->
                new Text("cost.formula_refresh", each, figure(option.refreshesPerYear(), locale)).in(locale);
            case ONCE -> new Text("cost.formula_once", each).in(locale);
        };
    }

    private String times(Locale locale) {
        String basis = basis(locale);
        return line.times().compareTo(BigDecimal.ONE) == 0
                ? basis
                : new Text("cost.formula_times", figure(line.times(), locale), basis).in(locale);
    }

    private String basis(Locale locale) {
        if (line.basis() instanceof Basis.Sum sum) {
            return new Text("cost.formula_sum", figure(sum.amount(), locale), scenario.currency()).in(locale);
        }
        if (line.basis() instanceof Basis.Tokens tokens) {
            return new Text(
                            "cost.formula_tokens",
                            figure(tokens.tokens(), locale),
                            figure(tokens.pricePerMillion(), locale),
                            scenario.currency())
                    .in(locale);
        }
        String name = ((Basis.OtherLine) line.basis()).name();
        BigDecimal amount = option.base(line).map(option::amount).orElseThrow();
        return new Text("cost.formula_other", name, figure(amount, locale), scenario.currency()).in(locale);
    }

    static String figure(BigDecimal number, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(MOST_DIGITS);
        return format.format(number);
    }
}
