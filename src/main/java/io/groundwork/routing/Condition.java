package io.groundwork.routing;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When a rule applies: whenever everything that is said here holds. What is left out holds always.
 *
 * @param intents one of them is what the question was taken for
 * @param groups the caller is in one of them, directly or through another
 * @param collections the question is narrowed to one of them
 * @param maxChars the question has at most so many characters
 * @param minConfidence the classifier is at least so sure, 0 to 1
 * @param budgetBelowPercent less than this part of the caller's budget is left
 */
public record Condition(
        List<String> intents,
        List<String> groups,
        List<String> collections,
        Optional<Integer> maxChars,
        Optional<Double> minConfidence,
        Optional<Double> budgetBelowPercent,
        Optional<Hours> hours) {

    public static final Condition ALWAYS = new Condition(
            List.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Condition {
        intents = List.copyOf(intents);
        groups = List.copyOf(groups);
        collections = List.copyOf(collections);
        Objects.requireNonNull(maxChars, "maxChars");
        Objects.requireNonNull(minConfidence, "minConfidence");
        Objects.requireNonNull(budgetBelowPercent, "budgetBelowPercent");
        Objects.requireNonNull(hours, "hours");
    }

    /** The condition on an intent alone. */
    static Condition intent(String intent, Optional<Double> minConfidence) {
        return new Condition(
                List.of(intent),
                List.of(),
                List.of(),
                Optional.empty(),
                minConfidence,
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the classifier has to be asked. */
    boolean needsIntent() {
        return !intents.isEmpty() || minConfidence.isPresent();
    }

    /** The first of the rule's groups that is among these folded names; empty also where the rule names none. */
    Optional<String> groupAmong(Set<String> folded) {
        return groups.stream()
                .filter(group -> folded.contains(group.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Whether what the rule says is open to somebody in these groups. */
    boolean opensTo(Set<String> folded) {
        return groups.isEmpty() || groupAmong(folded).isPresent();
    }

    /** Whether this applies whenever the other does. */
    boolean covers(Condition other) {
        return covers(intents, other.intents)
                && covers(folded(groups), folded(other.groups))
                && covers(collections, other.collections)
                && maxChars.map(most ->
                                other.maxChars.filter(its -> its <= most).isPresent())
                        .orElse(true)
                && minConfidence
                        .map(least ->
                                other.minConfidence.filter(its -> its >= least).isPresent())
                        .orElse(true)
                && budgetBelowPercent
                        .map(most -> other.budgetBelowPercent
                                .filter(its -> its <= most)
                                .isPresent())
                        .orElse(true)
                && (hours.isEmpty() || hours.equals(other.hours));
    }

    private static List<String> folded(List<String> names) {
        return List.copyOf(Surroundings.folded(names));
    }

    private static boolean covers(List<String> wide, List<String> narrow) {
        return wide.isEmpty() || !narrow.isEmpty() && wide.containsAll(narrow);
    }
}
