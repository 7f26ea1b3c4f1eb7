package io.groundwork.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Decimal arithmetic that rounds only what no decimal can say. */
final class Exact {

    static final BigDecimal MONTHS = BigDecimal.valueOf(12);
    /** Digits after the point of a quotient that never ends. */
    private static final int ENDLESS = 10;

    private Exact() {}

    /** The quotient, exact where it ends. */
    static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        try {
            return dividend.divide(divisor);
        } catch (ArithmeticException endless) {
            return dividend.divide(divisor, ENDLESS, RoundingMode.HALF_EVEN);
        }
    }

    static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
