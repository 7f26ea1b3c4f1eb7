package io.groundwork.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A price that is to be set, per million tokens.
 *
 * @param cachedInput empty where the provider asks as much as for other input
 * @param cacheWrite empty where the provider asks what is usual for it
 * @param validFrom empty for today
 */
public record NewPrice(
        String currency,
        BigDecimal input,
        Optional<BigDecimal> cachedInput,
        Optional<BigDecimal> cacheWrite,
        BigDecimal output,
        FurtherPrices further,
        Optional<LocalDate> validFrom) {

    /** What Anthropic asks for input that it keeps ready for five minutes, as a part of its price for input. */
    private static final BigDecimal USUAL_WRITE = new BigDecimal("1.25");

    /** Of a provider that asks for tokens alone. */
    public NewPrice(
            String currency,
            BigDecimal input,
            Optional<BigDecimal> cachedInput,
            Optional<BigDecimal> cacheWrite,
            BigDecimal output,
            Optional<LocalDate> validFrom) {
        this(currency, input, cachedInput, cacheWrite, output, FurtherPrices.NONE, validFrom);
    }

    DatedPrice of(Provider provider, LocalDate today) {
        BigDecimal write = provider == Provider.ANTHROPIC ? input.multiply(USUAL_WRITE) : input;
        Price price = new Price(currency, input, cachedInput.orElse(input), cacheWrite.orElse(write), output, further);
        return new DatedPrice(validFrom.orElse(today), price);
    }
}
