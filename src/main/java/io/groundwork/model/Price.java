package io.groundwork.model;

import io.groundwork.budget.Rates;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a model costs, its tokens per million.
 *
 * @param cacheWritePerMillion for input that the provider keeps ready
 */
public record Price(
        String currency,
        BigDecimal inputPerMillion,
        BigDecimal cachedInputPerMillion,
        BigDecimal cacheWritePerMillion,
        BigDecimal outputPerMillion,
        FurtherPrices further) {

    /** Of a model whose provider asks for tokens alone, and for reasoning as for other output. */
    public Price(
            String currency,
            BigDecimal inputPerMillion,
            BigDecimal cachedInputPerMillion,
            BigDecimal cacheWritePerMillion,
            BigDecimal outputPerMillion) {
        this(
                currency,
                inputPerMillion,
                cachedInputPerMillion,
                cacheWritePerMillion,
                outputPerMillion,
                FurtherPrices.NONE);
    }

    public static Price free(String currency) {
        return new Price(currency, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** The same in the words of those who count money. */
    public Rates rates() {
        return new Rates(
                currency,
                inputPerMillion,
                cachedInputPerMillion,
                cacheWritePerMillion,
                outputPerMillion,
                reasoningPerMillion(),
                further.perRequest());
    }

    /** Of one request. Exact: a million is a power of ten, so nothing is rounded. */
    public Money of(TokenCount tokens) {
        return rates().of(tokens);
    }

    public BigDecimal reasoningPerMillion() {
        return further.reasoningPerMillion().orElse(outputPerMillion);
    }

    /** Whether answering costs nothing, whatever is asked. */
    public boolean isFree() {
        return List.of(
                        inputPerMillion,
                        cachedInputPerMillion,
                        cacheWritePerMillion,
                        outputPerMillion,
                        reasoningPerMillion(),
                        further.perRequest())
                .stream()
                .allMatch(amount -> amount.signum() == 0);
    }

    /** Whether every amount is the same; 1.5 and 1.50 are. */
    boolean sameAs(Price other) {
        return words().equals(other.words());
    }

    /** For people who look up what was changed; two prices that differ have different words. */
    String words() {
        StringJoiner words = new StringJoiner(", ");
        amounts().forEach((name, amount) -> words.add(plain(amount) + " " + name));
        return words.add(currency).toString();
    }

    private Map<String, BigDecimal> amounts() {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        amounts.put("in", inputPerMillion);
        amounts.put("cached", cachedInputPerMillion);
        amounts.put("kept", cacheWritePerMillion);
        amounts.put("out", outputPerMillion);
        put(amounts, "reasoning", further.reasoningPerMillion());
        put(amounts, "a request", Optional.of(further.perRequest()).filter(amount -> amount.signum() > 0));
        put(amounts, "training", further.trainingPerMillion());
        put(amounts, "an hour", further.hostingPerHour());
        put(amounts, "embedding", further.embeddingPerMillion());
        put(amounts, "a rerank", further.rerankPerSearch());
        return amounts;
    }

    private static void put(Map<String, BigDecimal> amounts, String name, Optional<BigDecimal> amount) {
        amount.ifPresent(known -> amounts.put(name, known));
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
