package io.groundwork.cost.rest;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.rest.JsonBody;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads decimals that are not negative and no longer than any amount is. */
final class Figures {

    private static final String FORM = "cost.amount_form";

    private Figures() {}

    /** Empty, and noted, where it is none. */
    static Optional<BigDecimal> of(JsonBody body, String field) {
        Optional<BigDecimal> number = body.optionalAmount(field, FORM, Money.MOST_DIGITS);
        if (number.isPresent() && !Money.isAmount(number.get())) {
            body.note(field, FORM, Money.MOST_DIGITS);
            return Optional.empty();
        }
        return number;
    }

    /** The same, where it must be there; nothing where it is not. */
    static BigDecimal required(JsonBody body, String field) {
        if (!body.given(field)) {
            body.note(field, "platform.field_required");
        }
        return of(body, field).orElse(BigDecimal.ZERO);
    }
}
