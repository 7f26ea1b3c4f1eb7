package io.groundwork.routing;

import io.groundwork.model.Model;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a rule, or the default, sends a question.
 *
 * @param model the alias of the model that is to answer
 * @param fallbacks the aliases of those that step in for it, in order
 */
public record RouteTarget(Mode mode, String model, List<String> fallbacks, RouteOptions options) {

    public RouteTarget {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(options, "options");
        fallbacks = List.copyOf(fallbacks);
    }

    static RouteTarget usual(Mode mode, String model, List<String> fallbacks) {
        return new RouteTarget(mode, model, fallbacks, RouteOptions.USUAL);
    }

    /** The model and its fallbacks in order, each once. */
    List<String> chain() {
        return Stream.concat(Stream.of(model), fallbacks.stream()).distinct().toList();
    }

    /** Those of the chain that can be asked now. */
    List<Model> usable(Map<String, Model> models) {
        return chain().stream()
                .map(models::get)
                .filter(known -> known != null && known.usable())
                .toList();
    }

    boolean names(String alias) {
        return chain().contains(alias);
    }
}
