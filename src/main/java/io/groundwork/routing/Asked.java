package io.groundwork.routing;

import io.groundwork.intent.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Everything that a decision depends on besides the policy and the models.
 *
 * @param intent is asked at most once, and only when a rule needs it
 * @param chars the length of the question in characters
 * @param groups the caller's, direct and indirect
 * @param collections what the question is narrowed to
 * @param budgetLeft what is left of the tightest budget, in percent; empty where there is none
 * @param override the mode that the caller wishes
 * @param model {@code assistant}, or the alias of the model that the caller names
 * @param earlier how the conversation began
 */
public record Asked(
        Supplier<Intent> intent,
        int chars,
        Set<String> groups,
        List<String> collections,
        Instant at,
        Optional<Double> budgetLeft,
        Optional<Mode> override,
        String model,
        Optional<RouteRequest.Earlier> earlier) {

    public Asked {
        Objects.requireNonNull(intent, "intent");
        groups = Surroundings.folded(groups);
        collections = List.copyOf(collections);
    }
}
