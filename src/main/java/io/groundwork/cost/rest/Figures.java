package io.groundwork.cost.rest;

import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads decimals: strings, or numbers as they are written, without a detour over binary fractions. */
final class Figures {

    static final int MOST_DIGITS = 12;
    /** More digits than any amount has; a number is not written out before it is known to be no longer. */
    private static final int LONGEST = 40;

    private Figures() {}

    /** A decimal that is not negative; empty, and noted, where it is none. */
    static Optional<BigDecimal> of(JsonBody body, String field) {
        if (!body.given(field)) {
            return Optional.empty();
        }
        Optional<BigDecimal> number = number(body.json().get(field)).filter(Figures::fits);
        if (number.isEmpty()) {
            body.note(field, "cost.amount_form", MOST_DIGITS);
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

    private static Optional<BigDecimal> number(JsonValue value) {
        try {
            if (value instanceof JsonNumber number) {
                return Optional.of(number.bigDecimalValue());
            }
            if (value instanceof JsonString text && text.getString().length() <= LONGEST) {
                return Optional.of(new BigDecimal(text.getString().strip()));
            }
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean fits(BigDecimal number) {
        boolean within = number.scale() <= MOST_DIGITS && (long) number.precision() - number.scale() <= MOST_DIGITS;
        return number.signum() >= 0 && within;
    }
}
