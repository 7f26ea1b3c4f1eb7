package io.groundwork.budget;

import io.groundwork.cost.Anomaly;
import io.groundwork.cost.Forecast;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A budget with how it stands.
 *
 * @param forecast empty where it lasts for ever, or too little is known
 * @param anomaly yesterday, where what was spent of this budget was out of the pattern of the days before
 * @param alertsReached the parts, in percent, of its limit of which alerts were raised in this period
 */
public record BudgetDetail(
        String name,
        BudgetSpec spec,
        Standing standing,
        Optional<Forecast> forecast,
        Optional<Anomaly> anomaly,
        List<Integer> alertsReached,
        Instant createdAt) {}
