package io.groundwork.budget.web;

import io.groundwork.budget.UsageSum;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a chart of usage shows. */
public enum Measure {
    AMOUNT,
    REQUESTS,
    INPUT,
    OUTPUT;

    static Optional<Measure> of(String word) {
        return Arrays.stream(values())
                .filter(measure -> measure.word().equals(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    BigDecimal in(UsageSum sum) {
        return switch (this) {
            case AMOUNT -> sum.amount().amount();
            case REQUESTS -> BigDecimal.valueOf(sum.requests());
            case INPUT -> BigDecimal.valueOf(sum.input());
            case OUTPUT -> BigDecimal.valueOf(sum.output());
        };
    }
}
