package io.groundwork.cost;

import java.math.BigDecimal;
import java.util.List;

/** Options that are to be compared at one volume, in one currency. */
public record Scenario(String currency, BigDecimal queriesPerDay, BigDecimal daysPerMonth, List<Option> options) {

    public static final BigDecimal USUAL_DAYS = BigDecimal.valueOf(30);

    public Scenario {
        options = List.copyOf(options);
    }

    BigDecimal queriesPerMonth() {
        return queriesPerDay.multiply(daysPerMonth);
    }
}
