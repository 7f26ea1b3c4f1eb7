package io.groundwork.routing;

import io.groundwork.model.Model;
import java.util.Map;

/**
 * A decision with the registry as it stood when it was made, so that the question is answered by the models it was decided on.
 *
 * @param models of the caller's tenant, by alias
 */
public record Routed(Decision decision, Map<String, Model> models) {

    public Routed {
        models = Map.copyOf(models);
    }
}
