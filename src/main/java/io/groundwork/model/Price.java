package io.groundwork.model;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import java.math.BigDecimal;

/** What a model costs, per million tokens. */
public record Price(
        String currency, BigDecimal inputPerMillion, BigDecimal cachedInputPerMillion, BigDecimal outputPerMillion) {

    private static final int MILLION = 6;

    public static Price free(String currency) {
        return new Price(currency, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** Exact: a million is a power of ten, so nothing is rounded. */
    public Money of(TokenCount tokens) {
        BigDecimal fresh = inputPerMillion.multiply(BigDecimal.valueOf(tokens.input() - tokens.cachedInput()));
        BigDecimal cached = cachedInputPerMillion.multiply(BigDecimal.valueOf(tokens.cachedInput()));
        BigDecimal output = outputPerMillion.multiply(BigDecimal.valueOf(tokens.output()));
        return new Money(fresh.add(cached).add(output).movePointLeft(MILLION), currency);
    }
}
