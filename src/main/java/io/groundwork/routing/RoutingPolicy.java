package io.groundwork.routing;

import io.groundwork.model.Model;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which way questions go: rules in order, of which the first that applies decides, and a default for the rest. Deciding is
 * pure: the same policy, question, person and models give the same decision everywhere, with the same reasons.
 *
 * @param sticky whether a conversation stays on the side of the fine-tune boundary on which it began
 * @param allowOverride the modes that a caller may ask for
 * @param abstainBelow the least confidence with which the built-in answerer answers
 * @param unknownFields paths in the document that mean nothing
 */
public record RoutingPolicy(
        RouteTarget otherwise,
        List<Rule> rules,
        boolean sticky,
        List<Mode> allowOverride,
        Optional<Double> abstainBelow,
        List<String> unknownFields) {

    /** The name under which the default decides. */
    public static final String DEFAULT = "default";

    public RoutingPolicy {
        Objects.requireNonNull(otherwise, "otherwise");
        Objects.requireNonNull(abstainBelow, "abstainBelow");
        rules = List.copyOf(rules);
        allowOverride = List.copyOf(allowOverride);
        unknownFields = List.copyOf(unknownFields);
    }

    /**
     * Reads a policy as the API writes it.
     *
     * @throws io.groundwork.platform.kernel.Problem.Invalid naming every bad field by its path
     */
    public static RoutingPolicy parse(JsonObject document) {
        return new PolicyReader(document).read();
    }

    /** The policy as the API writes it, with everything that is as usual left out. */
    public JsonObject toJson() {
        return PolicyWriter.print(this);
    }

    /**
     * Decides.
     *
     * @param version the policy's own; 0 is the one of a tenant that has published none
     * @throws io.groundwork.platform.kernel.Problem.Refused {@code model_not_allowed}, {@code mode_not_allowed}
     * @throws io.groundwork.platform.kernel.Problem.Unavailable when nothing that the policy names can be asked
     */
    public Decision decide(int version, Asked asked, Map<String, Model> models) {
        return new Deciding(this, asked, models).decide(version);
    }

    /** What is wrong with this policy in a tenant that has these things. */
    public List<PolicyProblem> problems(Surroundings surroundings) {
        return new PolicyCheck(this, surroundings).problems();
    }

    /** The aliases that somebody in these groups may name and that can be asked now, in the policy's order. */
    public List<String> open(Set<String> groups, Map<String, Model> models) {
        Set<String> folded = Surroundings.folded(groups);
        return Stream.concat(
                        Stream.of(otherwise),
                        rules.stream()
                                .filter(rule -> rule.when().opensTo(folded))
                                .map(Rule::then))
                .flatMap(target -> target.usable(models).stream())
                .map(Model::alias)
                .distinct()
                .toList();
    }

    /** Whether deciding depends on who asks. */
    boolean needsGroups() {
        return rules.stream().anyMatch(rule -> !rule.when().groups().isEmpty());
    }

    /** The aliases that it names, in its own order, some perhaps more than once. */
    Stream<String> models() {
        return Stream.concat(Stream.of(otherwise), rules.stream().map(Rule::then))
                .flatMap(target -> target.chain().stream());
    }

    /** Whether deciding depends on what is left of the caller's money. */
    boolean needsBudget() {
        return rules.stream().anyMatch(rule -> rule.when().budgetBelowPercent().isPresent());
    }

    /** The groups that any rule names. */
    Stream<String> groups() {
        return rules.stream().flatMap(rule -> rule.when().groups().stream());
    }
}
