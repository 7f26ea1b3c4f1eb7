package io.groundwork.chat;

import io.groundwork.intent.Intent;
import io.groundwork.platform.kernel.Text;
import io.groundwork.routing.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which way a question went, and why.
 *
 * @param policyVersion 0 is the policy that every tenant has before it publishes its own
 * @param intent what the question was taken for; null where no classifier looked at it
 * @param confidence of the intent, 0 to 1; null without one
 * @param reasons in words
 */
public record Route(int policyVersion, String rule, String intent, Double confidence, List<String> reasons) {

    public Route {
        reasons = List.copyOf(reasons);
    }

    static Route of(Decision decision) {
        return new Route(
                decision.policyVersion(),
                decision.rule(),
                decision.intent().map(Intent::name).orElse(null),
                decision.intent().map(Intent::confidence).orElse(null),
                decision.reasons().stream()
                        .map(reason -> reason.in(Locale.ENGLISH))
                        .toList());
    }

    /** The same, with what was found out on the way. */
    Route because(Text reason) {
        List<String> all = new ArrayList<>(reasons);
        all.add(reason.in(Locale.ENGLISH));
        return new Route(policyVersion, rule, intent, confidence, all);
    }
}
