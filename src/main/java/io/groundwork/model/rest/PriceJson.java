package io.groundwork.model.rest;

import io.groundwork.model.DatedPrice;
import io.groundwork.model.Price;
import io.groundwork.platform.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A price on the wire; amounts are decimal strings. */
public record PriceJson(
        String currency,
        String inputPerMtok,
        String cachedInputPerMtok,
        String cacheWritePerMtok,
        String outputPerMtok,
        LocalDate validFrom) {

    static PriceJson of(DatedPrice price) {
        return of(price.price(), price.validFrom());
    }

    static PriceJson of(Price price, LocalDate validFrom) {
        return new PriceJson(
                price.currency(),
                decimal(price.inputPerMillion(), price),
                decimal(price.cachedInputPerMillion(), price),
                decimal(price.cacheWritePerMillion(), price),
                decimal(price.outputPerMillion(), price),
                validFrom);
    }

    private static String decimal(BigDecimal amount, Price price) {
        return new Money(amount, price.currency()).decimal();
    }
}
