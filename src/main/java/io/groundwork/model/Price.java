package io.groundwork.model;

import io.groundwork.budget.Rates;
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

    public static Price free(String currency) {
        return new Price(currency, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The same in the words of those who count money. */
    public Rates rates() {
        return new Rates(currency, inputPerMillion, cachedInputPerMillion, cacheWritePerMillion, outputPerMillion);
    }

    /** Exact: a million is a power of ten, so nothing is rounded. */
    public Money of(TokenCount tokens) {
        return rates().of(tokens);
    }

    /** For people who look up what was changed. */
    String words() {
        return plain(inputPerMillion) + " in, " + plain(cachedInputPerMillion) + " cached, "
                + plain(cacheWritePerMillion) + " kept, " + plain(outputPerMillion) + " out, " + currency;
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
