package io.groundwork.routing;

import io.groundwork.model.Model;
import java.util.List;
import java.util.Map;

/** A target with the name of the rule that it comes from. */
record Way(String rule, RouteTarget target) {

    boolean isDefault() {
        return rule.equals(RoutingPolicy.DEFAULT);
    }

    /** The same way, gone by this model in this mode; the others of the chain behind it. */
    Way by(Model model, Mode mode, List<Model> chain) {
        List<String> rest = chain.stream()
                .map(Model::alias)
                .filter(alias -> !alias.equals(model.alias()))
                .toList();
        return new Way(rule, new RouteTarget(mode, model.alias(), rest, target.options()));
    }

    /** The same way with another of its chain in front. */
    Way withModel(String alias, Map<String, Model> models) {
        if (alias.equals(target.model())) {
            return this;
        }
        List<String> rest =
                target.chain().stream().filter(other -> !other.equals(alias)).toList();
        Model model = models.get(alias);
        Mode mode = model == null ? target.mode() : target.mode().with(model);
        return new Way(rule, new RouteTarget(mode, alias, rest, target.options()));
    }
}
