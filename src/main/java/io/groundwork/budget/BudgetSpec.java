package io.groundwork.budget;

import io.groundwork.platform.kernel.Money;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a budget says.
 *
 * @param member what each member may spend of it; only where the scope has members
 * @param alertPercent at which used parts somebody is told, in percent, ascending
 * @param degrade what a policy's rule may say after {@code then}; empty where calls are refused when it is used up
 */
public record BudgetSpec(
        Scope scope,
        Period period,
        Money limit,
        Optional<BigDecimal> member,
        List<Integer> alertPercent,
        Optional<JsonObject> degrade) {

    public BudgetSpec {
        alertPercent = alertPercent.stream().distinct().sorted().toList();
    }

    String onExhausted() {
        return degrade.map(JsonObject::toString).orElse("refuse");
    }
}
