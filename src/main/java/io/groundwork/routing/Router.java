package io.groundwork.routing;

import io.groundwork.model.Model;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Decides which way a question goes. */
@ApplicationScoped
public class Router {

    @Inject
    private Models models;

    /**
     * Decides under the policy that is published for the caller's tenant.
     *
     * @throws Problem.Refused {@code model_not_allowed} when no rule opens the named model to the caller, {@code
     *     mode_not_allowed} when the policy allows no such override
     */
    public Decision decide(Caller caller, RouteRequest request) {
        List<String> fallbacks =
                models.find(caller, Models.STANDARD).isPresent() ? List.of(Models.BUILT_IN) : List.of();
        String model = models.find(caller, Models.STANDARD).map(Model::alias).orElse(Models.BUILT_IN);
        return new Decision(
                0,
                "default",
                Mode.RAG,
                model,
                fallbacks,
                RouteOptions.USUAL,
                Optional.empty(),
                List.of(new Text("routing.no_policy")));
    }

    /** The names that the caller may use as {@code model}, {@code assistant} first. */
    public List<String> open(Caller caller) {
        return models.open(caller);
    }
}
