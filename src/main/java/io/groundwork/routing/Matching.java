package io.groundwork.routing;

import io.groundwork.intent.Intent;
import io.groundwork.platform.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rules of a policy apply to a question, and why; the classifier is asked last, and once. */
final class Matching {

    private static final int PERCENT = 100;

    private final RoutingPolicy policy;
    private final Asked asked;
    private Intent intent;

    Matching(RoutingPolicy policy, Asked asked) {
        this.policy = policy;
        this.asked = asked;
    }

    /** What the question was taken for; empty while nobody needed to know. */
    Optional<Intent> intent() {
        return Optional.ofNullable(intent);
    }

    Way otherwise() {
        return new Way(RoutingPolicy.DEFAULT, policy.otherwise());
    }

    /** The default and what the rules open to the caller, whatever else they ask for. */
    Stream<Way> open() {
        return Stream.concat(
                Stream.of(otherwise()),
                policy.rules().stream()
                        .filter(rule -> rule.when().opensTo(asked.groups()))
                        .map(Matching::way));
    }

    /** The way of the first rule that applies, or the default. */
    Way first(List<Text> reasons) {
        Optional<Rule> applying =
                policy.rules().stream().filter(rule -> applies(rule.when())).findFirst();
        if (intent != null) {
            reasons.add(new Text("routing.taken_for", intent.name(), percent(intent.confidence())));
        }
        applying.ifPresentOrElse(
                rule -> reasons.addAll(why(rule)), () -> reasons.add(new Text("routing.default_applies")));
        return applying.map(Matching::way).orElseGet(this::otherwise);
    }

    private static Way way(Rule rule) {
        return new Way(rule.name(), rule.then());
    }

    private boolean applies(Condition when) {
        boolean plain = when.opensTo(asked.groups())
                && (when.collections().isEmpty() || collection(when).isPresent())
                && when.maxChars().map(most -> asked.chars() <= most).orElse(true)
                && when.budgetBelowPercent()
                        .map(percent -> asked.budgetLeft()
                                .filter(left -> left < percent)
                                .isPresent())
                        .orElse(true)
                && when.hours().map(hours -> hours.contain(asked.at())).orElse(true);
        return plain && (!when.needsIntent() || meant(when));
    }

    private boolean meant(Condition when) {
        if (intent == null) {
            intent = asked.intent().get();
        }
        return (when.intents().isEmpty() || when.intents().contains(intent.name()))
                && when.minConfidence()
                        .map(least -> intent.confidence() >= least)
                        .orElse(true);
    }

    private Optional<String> collection(Condition when) {
        return when.collections().stream().filter(asked.collections()::contains).findFirst();
    }

    /** Every condition of the rule but the intent, which has been told. */
    private List<Text> why(Rule rule) {
        Condition when = rule.when();
        List<Text> reasons = new ArrayList<>();
        String name = rule.name();
        when.groupAmong(asked.groups()).ifPresent(group -> reasons.add(new Text("routing.because_group", name, group)));
        collection(when).ifPresent(slug -> reasons.add(new Text("routing.because_collection", name, slug)));
        when.maxChars().ifPresent(most -> reasons.add(new Text("routing.because_short", name, most)));
        when.budgetBelowPercent().ifPresent(percent -> reasons.add(new Text("routing.because_budget", name, percent)));
        when.hours()
                .ifPresent(hours -> reasons.add(new Text(
                        "routing.because_hours", name, hours.from() + "", hours.to() + "", hours.zone() + "")));
        if (reasons.isEmpty()) {
            reasons.add(new Text(when.needsIntent() ? "routing.because_intent" : "routing.because_always", name));
        }
        return reasons;
    }

    /** Why the caller may use what this way names. */
    Text opened(Way way) {
        return policy.rules().stream()
                .filter(rule -> rule.name().equals(way.rule()))
                .flatMap(rule -> rule.when().groupAmong(asked.groups()).stream())
                .findFirst()
                .map(group -> new Text("routing.opened_to_group", way.rule(), group))
                .orElseGet(() -> new Text("routing.opened_to_all"));
    }

    private static long percent(double part) {
        return Math.round(part * PERCENT);
    }
}
