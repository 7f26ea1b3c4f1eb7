package io.groundwork.routing;

import io.groundwork.model.Model;
import io.groundwork.platform.kernel.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Holds a policy against what its tenant has. */
final class PolicyCheck {

    private final RoutingPolicy policy;
    private final Surroundings surroundings;
    private final List<PolicyProblem> problems = new ArrayList<>();

    PolicyCheck(RoutingPolicy policy, Surroundings surroundings) {
        this.policy = policy;
        this.surroundings = surroundings;
    }

    List<PolicyProblem> problems() {
        policy.unknownFields().forEach(field -> error(field, "routing.unknown_field"));
        target("default", policy.otherwise());
        if (policy.otherwise().usable(surroundings.models()).isEmpty()) {
            error("default.model", "routing.default_unusable");
        }
        for (int i = 0; i < policy.rules().size(); i++) {
            rule(i);
        }
        overrides();
        return List.copyOf(problems);
    }

    private void rule(int at) {
        Rule rule = policy.rules().get(at);
        String path = "rules[" + at + "]";
        List<Rule> before = policy.rules().subList(0, at);
        boolean taken = before.stream().anyMatch(other -> other.name().equals(rule.name()));
        if (taken || rule.name().equals(RoutingPolicy.DEFAULT)) {
            error(path + ".name", "routing.name_taken", rule.name());
        }
        condition(path + ".when", rule.when());
        before.stream()
                .filter(other -> other.when().covers(rule.when()))
                .findFirst()
                .ifPresent(other -> warning(path, "routing.never_reached", rule.name(), other.name()));
        target(path + ".then", rule.then());
    }

    private void condition(String path, Condition when) {
        known(path + ".intent", when.intents(), surroundings.intents()::contains, "routing.unknown_intent");
        known(path + ".groups", when.groups(), surroundings::hasGroup, "routing.unknown_group");
        known(
                path + ".collections",
                when.collections(),
                surroundings.collections()::contains,
                "routing.unknown_collection");
        if (when.budgetBelowPercent().isPresent() && !surroundings.budgets()) {
            warning(path + ".budget_below_percent", "routing.no_budget");
        }
        when.hours().filter(hours -> !hours.everCome()).ifPresent(hours -> error(path + ".hours", "routing.no_hours"));
    }

    private void known(String path, List<String> names, Predicate<String> exists, String key) {
        for (int i = 0; i < names.size(); i++) {
            if (!exists.test(names.get(i))) {
                error(path + "[" + i + "]", key, names.get(i));
            }
        }
    }

    private void target(String path, RouteTarget target) {
        model(path + ".model", target.model());
        Set<String> seen = new HashSet<>(Set.of(target.model()));
        for (int i = 0; i < target.fallbacks().size(); i++) {
            String at = path + ".fallbacks[" + i + "]";
            String alias = target.fallbacks().get(i);
            if (seen.add(alias)) {
                model(at, alias);
            } else {
                error(at, "routing.asked_twice", alias);
            }
        }
        Model model = surroundings.models().get(target.model());
        if (model != null) {
            mode(path + ".mode", target.mode(), model);
        }
        settings(path, target);
    }

    private void model(String path, String alias) {
        Model model = surroundings.models().get(alias);
        if (model == null) {
            error(path, "routing.unknown_model", alias);
            return;
        }
        switch (model.state()) {
            case DISABLED -> error(path, "routing.disabled_model", alias);
            case RETIRED -> error(path, "routing.retired_model", alias);
            case WAITING -> warning(path, "routing.waiting_model", alias);
            case READY -> {
                if (model.price().isEmpty()) {
                    error(path, "routing.unpriced_model", alias);
                }
            }
        }
    }

    private void mode(String path, Mode mode, Model model) {
        if (mode.suits(model)) {
            return;
        }
        String key = model.builtIn()
                ? "routing.mode_of_built_in"
                : model.fineTuned() ? "routing.mode_of_fine_tuned" : "routing.mode_of_base";
        error(path, key, mode.word(), model.alias());
    }

    private void settings(String path, RouteTarget target) {
        boolean formed = target.options()
                .responseFormat()
                .map(surroundings.formats()::usable)
                .orElse(true);
        if (!formed) {
            error(path + ".response_format", "routing.format_unusable");
        }
        if (target.mode().retrieves()) {
            return;
        }
        RouteOptions options = target.options();
        if (options.topK().isPresent()) {
            warning(path + ".top_k", "routing.nothing_retrieved", target.mode().word());
        }
        if (options.wholeCorpus()) {
            warning(path + ".corpus", "routing.nothing_retrieved", target.mode().word());
        }
        if (options.withhold()) {
            warning(path + ".uncited", "routing.nothing_cited", target.mode().word());
        }
    }

    private void overrides() {
        List<Model> named = Stream.concat(
                        Stream.of(policy.otherwise()), policy.rules().stream().map(Rule::then))
                .flatMap(target -> target.chain().stream())
                .map(surroundings.models()::get)
                .filter(model -> model != null)
                .toList();
        for (int i = 0; i < policy.allowOverride().size(); i++) {
            Mode mode = policy.allowOverride().get(i);
            if (named.stream().noneMatch(mode::suits)) {
                warning("allow_override[" + i + "]", "routing.override_without_model", mode.word());
            }
        }
    }

    private void error(String field, String key, Object... arguments) {
        problems.add(PolicyProblem.error(field, new Text(key, arguments)));
    }

    private void warning(String field, String key, Object... arguments) {
        problems.add(PolicyProblem.warning(field, new Text(key, arguments)));
    }
}
