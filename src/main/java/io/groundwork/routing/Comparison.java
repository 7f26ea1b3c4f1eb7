package io.groundwork.routing;

import io.groundwork.model.Model;
import java.util.Map;

/**
 * A version and the published one.
 *
 * @param models by alias
 */
public record Comparison(
        int version, RoutingPolicy policy, int currentVersion, RoutingPolicy current, Map<String, Model> models) {

    public Comparison {
        models = Map.copyOf(models);
    }
}
