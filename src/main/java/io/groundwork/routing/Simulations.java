package io.groundwork.routing;

import io.groundwork.budget.Budgets;
import io.groundwork.identity.Principals;
import io.groundwork.intent.Intent;
import io.groundwork.intent.Intents;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Invalid.Field;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Tries a version on questions before anybody is routed by it. Nothing is asked of a model. Each question counts as the
 * first of its conversation, asked by a person with the groups and the money that the person has today.
 */
@ApplicationScoped
public class Simulations {

    @Inject
    private RoutingPolicies policies;

    @Inject
    private Principals principals;

    @Inject
    private Intents intents;

    @Inject
    private Budgets budgets;

    @Inject
    private Instance<PastQuestions> past;

    private final Clock clock = Clock.systemUTC();

    /** A question with what is known of it. */
    private record Case(String text, boolean shown, String username, Instant at, Optional<TokenCount> usage) {

        int chars() {
            return text.codePointCount(0, text.length());
        }
    }

    /**
     * Tries a version on questions that are made up; what they cost is estimated.
     *
     * @throws Problem.Invalid naming every person whom the tenant does not have
     */
    public Simulation onQuestions(Caller caller, int version, List<Simulation.Question> questions) {
        Comparison comparison = policies.compare(caller, version);
        List<Field> strangers = IntStream.range(0, questions.size())
                .filter(i ->
                        principals.user(caller, questions.get(i).username()).isEmpty())
                .mapToObj(i -> Field.of(
                        "questions[" + i + "].username",
                        "routing.unknown_user",
                        questions.get(i).username()))
                .toList();
        if (!strangers.isEmpty()) {
            throw new Problem.Invalid(strangers);
        }
        Instant now = clock.instant();
        return simulate(
                caller,
                comparison,
                questions.stream()
                        .map(question -> new Case(question.text(), true, question.username(), now, Optional.empty()))
                        .toList());
    }

    /**
     * Tries a version on the questions that were answered last; they cost what their answers took, by the price of the model
     * that the version chooses. Their words are shown to reviewers alone.
     */
    public Simulation onPast(Caller caller, int version, int last) {
        Comparison comparison = policies.compare(caller, version);
        boolean shown = caller.is(Role.REVIEWER);
        List<PastQuestions.Past> questions =
                past.isUnsatisfied() ? List.of() : past.get().latest(caller, last);
        return simulate(
                caller,
                comparison,
                questions.stream()
                        .map(question -> new Case(
                                question.question(),
                                shown,
                                question.username(),
                                question.at(),
                                Optional.of(question.usage()).filter(usage -> usage.total() > 0)))
                        .toList());
    }

    private Simulation simulate(Caller caller, Comparison comparison, List<Case> cases) {
        Map<String, Set<String>> groups = new HashMap<>();
        Map<String, Optional<Double>> left = new HashMap<>();
        boolean money =
                comparison.policy().needsBudget() || comparison.current().needsBudget();
        List<Simulation.Row> rows = cases.stream()
                .map(question -> row(
                        caller,
                        comparison,
                        question,
                        groups.computeIfAbsent(question.username(), name -> groups(caller, name)),
                        money
                                ? left.computeIfAbsent(question.username(), name -> budgets.percentLeft(caller, name))
                                : Optional.empty()))
                .toList();
        return new Simulation(comparison.version(), comparison.currentVersion(), rows);
    }

    /** Somebody who is not there any more is in no group. */
    private Set<String> groups(Caller caller, String username) {
        return principals.user(caller, username).isEmpty()
                ? Set.of()
                : Set.copyOf(principals.ofUser(caller, username).groups());
    }

    private Simulation.Row row(
            Caller caller, Comparison comparison, Case question, Set<String> groups, Optional<Double> budgetLeft) {
        Supplier<Intent> intent = once(() -> intents.of(caller, question.text()));
        Asked asked = new Asked(
                intent,
                question.chars(),
                groups,
                List.of(),
                question.at(),
                budgetLeft,
                Optional.empty(),
                Models.ASSISTANT,
                Optional.empty());
        return new Simulation.Row(
                Optional.of(question.text()).filter(text -> question.shown()),
                question.username(),
                outcome(comparison.policy(), comparison.version(), asked, question, comparison),
                outcome(comparison.current(), comparison.currentVersion(), asked, question, comparison));
    }

    private static Simulation.Outcome outcome(
            RoutingPolicy policy, int version, Asked asked, Case question, Comparison comparison) {
        try {
            Decision decision = policy.decide(version, asked, comparison.models());
            TokenCount tokens = question.usage().orElseGet(() -> TokenEstimate.of(decision, question.chars()));
            Optional<Money> cost =
                    comparison.models().get(decision.model()).price().map(price -> price.of(tokens));
            return new Simulation.Outcome(Optional.of(decision), Optional.empty(), cost);
        } catch (Problem.Unavailable nothing) {
            return new Simulation.Outcome(Optional.empty(), Optional.of(nothing.text()), Optional.empty());
        }
    }

    private static Supplier<Intent> once(Supplier<Intent> classifier) {
        Intent[] known = new Intent[1];
        return () -> {
            if (known[0] == null) {
                known[0] = classifier.get();
            }
            return known[0];
        };
    }
}
