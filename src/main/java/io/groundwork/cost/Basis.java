package io.groundwork.cost;

import java.math.BigDecimal;

/** Where an amount comes from. */
public sealed interface Basis {

    /** A sum that somebody knows. */
    record Sum(BigDecimal amount) implements Basis {}

    /** So many tokens at a price per million. */
    record Tokens(BigDecimal tokens, BigDecimal pricePerMillion) implements Basis {

        private static final int MILLION = 6;

        /** Exact: a million is a power of ten, so nothing is rounded. */
        BigDecimal amount() {
            return tokens.multiply(pricePerMillion).movePointLeft(MILLION);
        }
    }

    /** As much as another line of the same option: data curation is several times the training run. */
    record OtherLine(String name) implements Basis {}
}
