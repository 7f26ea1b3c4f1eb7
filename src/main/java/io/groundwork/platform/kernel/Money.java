package io.groundwork.platform.kernel;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/** An exact amount in a currency; never a float, never mixed. */
public record Money(BigDecimal amount, String currency) {

    /** ISO 4217's code of an amount that is in no currency. */
    public static final String NO_CURRENCY = "XXX";

    /** So many digits before and after the point of an amount that somebody writes. */
    public static final int MOST_DIGITS = 12;

    public Money {
        Objects.requireNonNull(amount, "amount");
        Currency.getInstance(currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** Whether it may be written down as a price or a bill: not negative, and with no more digits than are kept. */
    public static boolean isAmount(BigDecimal amount) {
        long whole = (long) amount.precision() - amount.scale();
        return amount.signum() >= 0 && amount.scale() <= MOST_DIGITS && whole <= MOST_DIGITS;
    }

    /** Whether ISO 4217 knows the code. */
    public static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(known -> known.getCurrencyCode().equals(code));
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    /** The amount as the API writes it: a plain decimal string. */
    public String decimal() {
        BigDecimal stripped = amount.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
