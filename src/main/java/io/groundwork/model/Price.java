package io.groundwork.model;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import java.math.BigDecimal;

/**
 * What a model costs, per million tokens. Reasoning is paid as output.
 *
 * @param cacheWritePerMillion for input that the provider keeps ready
 */
public record Price(
        String currency,
        BigDecimal inputPerMillion,
        BigDecimal cachedInputPerMillion,
        BigDecimal cacheWritePerMillion,
        BigDecimal outputPerMillion) {

    private static final int MILLION = 6;

    public static Price free(String currency) {
        return new Price(currency, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** Exact: a million is a power of ten, so nothing is rounded. */
    public Money of(TokenCount tokens) {
        long freshTokens = tokens.input() - tokens.cachedInput() - tokens.cacheWrite();
        BigDecimal sum = times(inputPerMillion, freshTokens)
                .add(times(cachedInputPerMillion, tokens.cachedInput()))
                .add(times(cacheWritePerMillion, tokens.cacheWrite()))
                .add(times(outputPerMillion, tokens.output()));
        return new Money(sum.movePointLeft(MILLION), currency);
    }

    /** For people who look up what was changed. */
    String words() {
        return plain(inputPerMillion) + " in, " + plain(cachedInputPerMillion) + " cached, "
                + plain(cacheWritePerMillion) + " kept, " + plain(outputPerMillion) + " out, " + currency;
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }
}
