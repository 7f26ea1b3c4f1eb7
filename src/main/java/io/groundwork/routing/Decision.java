package io.groundwork.routing;

import io.groundwork.intent.Intent;
import io.groundwork.platform.kernel.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which way a question goes, and why.
 *
 * @param policyVersion 0 is the policy that every tenant has before it publishes its own
 * @param rule the name of the rule that decided; {@code default} when none did
 * @param model the alias of the model that is to answer
 * @param meant the alias of the model that would be to answer if it could be asked
 * @param fallbacks aliases of those that step in when it cannot, in order
 * @param intent what the question was taken for; empty where no rule asked
 * @param reasons in the order in which they were found
 */
public record Decision(
        int policyVersion,
        String rule,
        Mode mode,
        String model,
        String meant,
        List<String> fallbacks,
        RouteOptions options,
        Optional<Intent> intent,
        List<Text> reasons) {

    public Decision {
        fallbacks = List.copyOf(fallbacks);
        reasons = List.copyOf(reasons);
    }

    /** The same question by this way, since there is no money for the one that was meant. */
    Decision degraded(RouteTarget way) {
        return new Decision(
                        policyVersion,
                        rule,
                        way.mode(),
                        way.model(),
                        meant,
                        way.fallbacks(),
                        way.options().abstainingBelow(options.abstainBelow()),
                        intent,
                        reasons)
                .because(new Text("routing.because_money", meant, way.model()));
    }

    /** The same with one more reason. */
    Decision because(Text reason) {
        List<Text> all = Stream.concat(reasons.stream(), Stream.of(reason)).toList();
        return new Decision(policyVersion, rule, mode, model, meant, fallbacks, options, intent, all);
    }
}
