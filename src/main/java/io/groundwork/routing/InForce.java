package io.groundwork.routing;

import io.groundwork.model.Model;
import java.util.Map;
import java.util.Set;

/**
 * Everything of a tenant by which one question is decided.
 *
 * @param candidate whether the policy is one that is being rolled out
 * @param models by alias
 * @param groups the caller's; empty where no rule asks for them
 */
public record InForce(
        int version, boolean candidate, RoutingPolicy policy, Map<String, Model> models, Set<String> groups) {

    public InForce {
        models = Map.copyOf(models);
        groups = Set.copyOf(groups);
    }
}
