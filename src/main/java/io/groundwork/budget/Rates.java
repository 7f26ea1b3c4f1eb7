package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a call costs, as it was when the call was made: tokens by the million, and the request itself.
 *
 * @param cacheWrite for input that the provider is paid to keep ready
 * @param reasoning for output that nobody is shown
 */
public record Rates(
        String currency,
        BigDecimal input,
        BigDecimal cachedInput,
        BigDecimal cacheWrite,
        BigDecimal output,
        BigDecimal reasoning,
        BigDecimal perRequest) {

    private static final int MILLION = 6;

    public Rates {
        Objects.requireNonNull(currency, "currency");
    }

    /** Reasoning paid as output, and nothing for the request itself. */
    public Rates(String currency, BigDecimal input, BigDecimal cachedInput, BigDecimal cacheWrite, BigDecimal output) {
        this(currency, input, cachedInput, cacheWrite, output, output, BigDecimal.ZERO);
    }

    public static Rates free(String currency) {
        return new Rates(currency, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** What these tokens of one request cost. Exact: a million is a power of ten. A request that took nothing is not paid. */
    public Money of(TokenCount tokens) {
        if (tokens.total() == 0) {
            return Money.zero(currency);
        }
        long fresh = tokens.input() - tokens.cachedInput() - tokens.cacheWrite();
        BigDecimal sum = times(input, fresh)
                .add(times(cachedInput, tokens.cachedInput()))
                .add(times(cacheWrite, tokens.cacheWrite()))
                .add(times(output, tokens.output() - tokens.reasoning()))
                .add(times(reasoning, tokens.reasoning()));
        return new Money(sum.movePointLeft(MILLION).add(perRequest), currency);
    }

    /** The most that so much input and so much output can cost, whatever is cached, kept or thought of it. */
    BigDecimal most(long inputTokens, long outputTokens) {
        return mostForInput(inputTokens)
                .add(times(dearestOutput(), outputTokens).movePointLeft(MILLION));
    }

    BigDecimal mostForInput(long tokens) {
        BigDecimal dearest = input.max(cachedInput).max(cacheWrite);
        return times(dearest, tokens).movePointLeft(MILLION).add(perRequest);
    }

    BigDecimal dearestOutput() {
        return output.max(reasoning);
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }

    public JsonObject toJson() {
        return Json.createObjectBuilder()
                .add("currency", currency)
                .add("input", input.toPlainString())
                .add("cached_input", cachedInput.toPlainString())
                .add("cache_write", cacheWrite.toPlainString())
                .add("output", output.toPlainString())
                .add("reasoning", reasoning.toPlainString())
                .add("per_request", perRequest.toPlainString())
                .build();
    }

    static Rates parse(String text) {
        JsonObject json;
        try (var reader = Json.createReader(new StringReader(text))) {
            json = reader.readObject();
        }
        return new Rates(
                json.getString("currency"),
                decimal(json, "input"),
                decimal(json, "cached_input"),
                decimal(json, "cache_write"),
                decimal(json, "output"),
                decimal(json, "reasoning"),
                decimal(json, "per_request"));
    }

    private static BigDecimal decimal(JsonObject json, String field) {
        return new BigDecimal(json.getString(field));
    }
}
