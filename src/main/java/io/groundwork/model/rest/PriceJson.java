package io.groundwork.model.rest;

import io.groundwork.model.DatedPrice;
import io.groundwork.model.FurtherPrices;
import io.groundwork.model.Price;
import io.groundwork.platform.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** A price on the wire; amounts are decimal strings, null where a provider does not ask for it apart. */
public record PriceJson(
        String currency,
        String inputPerMtok,
        String cachedInputPerMtok,
        String cacheWritePerMtok,
        String outputPerMtok,
        Optional<String> reasoningPerMtok,
        String perRequest,
        Optional<String> trainingPerMtok,
        Optional<String> hostingPerHour,
        Optional<String> embeddingPerMtok,
        Optional<String> rerankPerSearch,
        LocalDate validFrom) {

    static PriceJson of(DatedPrice price) {
        return of(price.price(), price.validFrom());
    }

    static PriceJson of(Price price, LocalDate validFrom) {
        FurtherPrices further = price.further();
        return new PriceJson(
                price.currency(),
                decimal(price.inputPerMillion(), price),
                decimal(price.cachedInputPerMillion(), price),
                decimal(price.cacheWritePerMillion(), price),
                decimal(price.outputPerMillion(), price),
                decimal(further.reasoningPerMillion(), price),
                decimal(further.perRequest(), price),
                decimal(further.trainingPerMillion(), price),
                decimal(further.hostingPerHour(), price),
                decimal(further.embeddingPerMillion(), price),
                decimal(further.rerankPerSearch(), price),
                validFrom);
    }

    private static Optional<String> decimal(Optional<BigDecimal> amount, Price price) {
        return amount.map(known -> decimal(known, price));
    }

    private static String decimal(BigDecimal amount, Price price) {
        return new Money(amount, price.currency()).decimal();
    }
}
