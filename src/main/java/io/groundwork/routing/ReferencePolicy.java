package io.groundwork.routing;

import io.groundwork.intent.Intent;
import io.groundwork.model.Model;
import io.groundwork.model.Models;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policy of a tenant that has published none: the reference routes, as far as the tenant's models go. What is asked
 * every day goes to a small fine-tuned model without retrieval, what needs the organisation's documents to a mid-tier
 * model with retrieval, what is like nothing before to the strongest one with retrieval.
 */
final class ReferencePolicy {

    /** A routine question that is taken for one by mistake gets an answer without sources, so it has to be fairly sure. */
    private static final double SURE_OF_ROUTINE = 0.6;

    private static final List<String> TIERS = List.of("small", "mid", "frontier");
    private static final int USUAL_TIER = 1;

    /** Smallest first; of one tier the operator's own first, then by name. */
    private static final Comparator<Model> BY_TIER = Comparator.comparingInt(ReferencePolicy::tier)
            .thenComparing(model -> !model.alias().equals(Models.STANDARD))
            .thenComparing(Model::alias);

    private final List<Model> bases;
    private final List<Model> fineTuned;

    private ReferencePolicy(Collection<Model> models) {
        bases = models.stream()
                .filter(model -> model.usable() && !model.fineTuned() && !model.builtIn())
                .sorted(BY_TIER)
                .toList();
        fineTuned = models.stream()
                .filter(model -> model.usable() && model.fineTuned())
                .sorted(BY_TIER)
                .toList();
    }

    static RoutingPolicy of(Collection<Model> models) {
        return new ReferencePolicy(models).policy();
    }

    private RoutingPolicy policy() {
        RouteTarget otherwise =
                best().map(this::retrieving).orElse(RouteTarget.usual(Mode.RAG, Models.BUILT_IN, List.of()));
        List<Rule> rules = new ArrayList<>();
        fineTuned.stream().findFirst().ifPresent(small -> rules.add(routine(small)));
        mid().map(this::retrieving)
                .filter(target -> !target.equals(otherwise))
                .ifPresent(target -> rules.add(rule(Intent.DOMAIN_HEAVY, target)));
        return new RoutingPolicy(otherwise, rules, true, List.of(Mode.RAG), Optional.empty(), List.of());
    }

    private Rule routine(Model small) {
        Optional<String> base = small.base()
                .filter(alias -> bases.stream().anyMatch(model -> model.alias().equals(alias)))
                .or(() -> mid().map(Model::alias));
        List<String> fallbacks =
                Stream.concat(base.stream(), Stream.of(Models.BUILT_IN)).toList();
        return new Rule(
                Intent.ROUTINE,
                Condition.intent(Intent.ROUTINE, Optional.of(SURE_OF_ROUTINE)),
                RouteTarget.usual(Mode.FINE_TUNE, small.alias(), fallbacks));
    }

    private static Rule rule(String intent, RouteTarget target) {
        return new Rule(intent, Condition.intent(intent, Optional.empty()), target);
    }

    /** Retrieval on this model; the mid-tier one steps in for a stronger one, the built-in answerer for all. */
    private RouteTarget retrieving(Model model) {
        List<String> fallbacks = Stream.concat(
                        mid().map(Model::alias).filter(alias -> !alias.equals(model.alias())).stream(),
                        Stream.of(Models.BUILT_IN))
                .toList();
        return RouteTarget.usual(Mode.RAG, model.alias(), fallbacks);
    }

    private Optional<Model> best() {
        return bases.stream().max(Comparator.comparingInt(ReferencePolicy::tier));
    }

    /** The one in the middle, or the nearest to it. */
    private Optional<Model> mid() {
        return bases.stream().min(Comparator.comparingInt(model -> Math.abs(tier(model) - USUAL_TIER)));
    }

    private static int tier(Model model) {
        return model.tier().map(TIERS::indexOf).filter(place -> place >= 0).orElse(USUAL_TIER);
    }
}
