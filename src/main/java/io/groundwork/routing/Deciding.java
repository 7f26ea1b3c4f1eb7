package io.groundwork.routing;

import io.groundwork.model.Model;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One decision under one policy, with its reasons in the order in which they are found. */
final class Deciding {

    private final RoutingPolicy policy;
    private final Asked asked;
    private final Map<String, Model> models;
    private final Matching matching;
    private final List<Text> reasons = new ArrayList<>();
    private Optional<String> unusable = Optional.empty();

    Deciding(RoutingPolicy policy, Asked asked, Map<String, Model> models) {
        this.policy = policy;
        this.asked = asked;
        this.models = models;
        this.matching = new Matching(policy, asked);
    }

    Decision decide(int version) {
        Way way = asked.model().equals(Models.ASSISTANT) ? assistant() : named(asked.model());
        if (version == 0) {
            reasons.add(new Text("routing.no_policy"));
        }
        RouteOptions options = way.target().options().abstainingBelow(policy.abstainBelow());
        return new Decision(
                version,
                way.rule(),
                way.target().mode(),
                way.target().model(),
                unusable.orElse(way.target().model()),
                way.target().fallbacks(),
                options,
                matching.intent(),
                reasons);
    }

    private Way assistant() {
        Way matched = matching.first(reasons);
        return asked.override().map(mode -> wished(mode, matched)).orElseGet(() -> steady(usable(matched)));
    }

    /** The way with those of its models that can be asked; where there is none, the default. */
    private Way usable(Way way) {
        List<Model> chain = way.target().usable(models);
        String wanted = way.target().model();
        if (chain.isEmpty() || !chain.get(0).alias().equals(wanted)) {
            unusable = unusable.or(() -> Optional.of(wanted));
        }
        if (chain.isEmpty()) {
            if (way.isDefault()) {
                throw new Problem.Unavailable(Problem.Unavailable.Reason.OVERLOADED, null, "routing.no_model", wanted);
            }
            reasons.add(new Text("routing.rule_without_model", way.rule()));
            return usable(matching.otherwise());
        }
        Model first = chain.get(0);
        if (!first.alias().equals(wanted)) {
            reasons.add(new Text("routing.steps_in", wanted, first.alias()));
            return way.by(first, way.target().mode().with(first), chain);
        }
        return way.by(first, way.target().mode(), chain);
    }

    /** A conversation does not cross the fine-tune boundary: beyond it, it would lose its voice and its cache. */
    private Way steady(Way way) {
        if (!policy.sticky()) {
            return way;
        }
        return asked.earlier()
                .filter(earlier ->
                        earlier.mode().fineTuned() != way.target().mode().fineTuned())
                .map(earlier -> stay(earlier).orElseGet(() -> {
                    reasons.add(new Text("routing.cannot_stay", earlier.model()));
                    return way;
                }))
                .orElse(way);
    }

    private Optional<Way> stay(RouteRequest.Earlier earlier) {
        Optional<Model> model = Optional.ofNullable(models.get(earlier.model()))
                .filter(known -> known.usable() && earlier.mode().suits(known));
        Optional<Way> way = model.flatMap(known -> naming(earlier.model()))
                .map(found ->
                        found.by(model.get(), earlier.mode(), found.target().usable(models)));
        way.ifPresent(found -> {
            unusable = Optional.empty();
            reasons.add(new Text("routing.stays", earlier.model()));
        });
        return way;
    }

    /** The caller asks for a mode: the way that was found, if it can take it, otherwise the first that can. */
    private Way wished(Mode mode, Way matched) {
        demandOverride(mode);
        List<Way> fitting = Stream.concat(Stream.of(matched), matching.open())
                .filter(way -> fitting(mode, way).isPresent())
                .toList();
        Way way = fitting.stream()
                .filter(open -> open.target().mode() == mode)
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .orElseThrow(() -> new Problem.Refused("routing.mode_not_allowed", mode.word()));
        reasons.add(new Text("routing.mode_asked_for", mode.word()));
        return way.by(fitting(mode, way).orElseThrow(), mode, way.target().usable(models));
    }

    private void demandOverride(Mode mode) {
        if (!policy.allowOverride().contains(mode)) {
            throw new Problem.Refused("routing.mode_not_allowed", mode.word());
        }
    }

    private Optional<Model> fitting(Mode mode, Way way) {
        return way.target().usable(models).stream().filter(mode::suits).findFirst();
    }

    /** The caller names a model: the way that opens it to the caller, with that model. */
    private Way named(String alias) {
        Way way = naming(alias).orElseThrow(() -> new Problem.Refused("routing.model_not_allowed", alias));
        reasons.add(new Text("routing.model_named", alias));
        reasons.add(matching.opened(way));
        Way own = usable(way.withModel(alias, models));
        return asked.override()
                .filter(mode -> mode != own.target().mode())
                .map(mode -> changed(own, mode))
                .orElse(own);
    }

    private Way changed(Way way, Mode mode) {
        demandOverride(mode);
        Model model = models.get(way.target().model());
        if (!mode.suits(model)) {
            throw new Problem.Refused("routing.mode_not_allowed", mode.word());
        }
        reasons.add(new Text("routing.mode_asked_for", mode.word()));
        return way.by(model, mode, way.target().usable(models));
    }

    /** Where a model is the target it is meant; where it only steps in, the default's word counts before a rule's. */
    private Optional<Way> naming(String alias) {
        return matching.open()
                .filter(way -> way.target().model().equals(alias))
                .findFirst()
                .or(() ->
                        matching.open().filter(way -> way.target().names(alias)).findFirst());
    }
}
