package io.groundwork.budget;

import io.groundwork.cost.Forecast;
import java.time.Instant;
import java.util.Optional;

/**
 * A budget with how it stands.
 *
 * @param forecast empty where it lasts for ever, or too little is known
 */
public record BudgetDetail(
        String name, BudgetSpec spec, Standing standing, Optional<Forecast> forecast, Instant createdAt) {}
