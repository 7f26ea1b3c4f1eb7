package io.groundwork.budget.rest;

import io.groundwork.budget.BudgetDetail;
import io.groundwork.budget.BudgetSpec;
import io.groundwork.budget.Scope;
import io.groundwork.budget.Standing;
import io.groundwork.platform.kernel.Money;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;

/** A budget on the wire; amounts are decimal strings. */
public record BudgetJson(
        String name,
        JsonObject scope,
        String period,
        String limit,
        String currency,
        String memberLimit,
        List<Integer> alertPercent,
        List<Integer> alertsReached,
        JsonValue onExhausted,
        String spent,
        String reserved,
        String remaining,
        Instant resetsAt,
        ForecastJson forecast,
        AnomalyJson anomaly,
        Instant createdAt) {

    static BudgetJson of(BudgetDetail budget) {
        BudgetSpec spec = budget.spec();
        Standing standing = budget.standing();
        return new BudgetJson(
                budget.name(),
                scope(spec.scope()),
                spec.period().word(),
                spec.limit().decimal(),
                spec.limit().currency(),
                spec.member()
                        .map(most -> new Money(most, spec.limit().currency()).decimal())
                        .orElse(null),
                spec.alertPercent(),
                budget.alertsReached(),
                spec.degrade()
                        .<JsonValue>map(then ->
                                Json.createObjectBuilder().add("degrade", then).build())
                        .orElseGet(() -> Json.createValue("refuse")),
                standing.spent().decimal(),
                standing.reserved().decimal(),
                standing.remaining().decimal(),
                standing.resetsAt().orElse(null),
                budget.forecast().map(ForecastJson::of).orElse(null),
                budget.anomaly().map(AnomalyJson::of).orElse(null),
                budget.createdAt());
    }

    private static JsonObject scope(Scope scope) {
        String kind = scope.kind().word();
        return scope.kind() == Scope.Kind.TENANT
                ? Json.createObjectBuilder().add(kind, true).build()
                : Json.createObjectBuilder().add(kind, scope.name()).build();
    }
}
