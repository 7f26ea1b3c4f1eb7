package io.groundwork.routing;

import io.groundwork.budget.Budgets;
import io.groundwork.intent.Intents;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which way a question goes, under the policy of the caller's tenant. */
@ApplicationScoped
public class Router {

    @Inject
    private RoutingPolicies policies;

    @Inject
    private Intents intents;

    @Inject
    private Budgets budgets;

    private final Clock clock = Clock.systemUTC();

    /**
     * Decides under the policy that is published for the caller's tenant, or the one that the conversation tries.
     *
     * @throws Problem.Refused {@code model_not_allowed} when no rule opens the named model to the caller, {@code
     *     mode_not_allowed} when the policy allows no such override
     * @throws Problem.Unavailable {@code no_model} when nothing that the policy names can be asked
     */
    public Routed decide(Caller caller, RouteRequest request) {
        InForce inForce = policies.inForce(caller, Optional.of(request.conversation()));
        Asked asked = new Asked(
                () -> intents.of(caller, request.question()),
                request.question().codePointCount(0, request.question().length()),
                inForce.groups(),
                request.collections(),
                clock.instant(),
                inForce.policy().needsBudget() ? budgets.percentLeft(caller) : Optional.empty(),
                request.override(),
                request.model(),
                request.earlier());
        Decision decision = inForce.policy().decide(inForce.version(), asked, inForce.models());
        return new Routed(
                inForce.candidate() ? decision.because(new Text("routing.candidate", inForce.version())) : decision,
                inForce.models());
    }

    /** The names that the caller may use as {@code model}, {@code assistant} first. */
    public List<String> open(Caller caller) {
        InForce inForce = policies.inForce(caller, Optional.empty());
        return Stream.concat(
                        Stream.of(Models.ASSISTANT), inForce.policy().open(inForce.groups(), inForce.models()).stream())
                .toList();
    }

    /**
     * Another way for the same question, where there is no money for the one that was decided.
     *
     * @param then what a policy's rule may say after {@code then}
     */
    public Decision instead(Decision decided, JsonObject then) {
        return decided.degraded(new PolicyReader(then).then());
    }
}
