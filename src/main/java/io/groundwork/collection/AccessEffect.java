package io.groundwork.collection;

import java.util.List;
import java.util.function.Predicate;

/** Who would gain and who would lose access by a change of a rule: usernames, in order. */
public record AccessEffect(List<String> gained, List<String> lost) {

    public AccessEffect {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }

    static AccessEffect between(List<AccessRule.Subject> people, AccessRule before, AccessRule after) {
        return new AccessEffect(
                names(people, person -> !before.decide(person) && after.decide(person)),
                names(people, person -> before.decide(person) && !after.decide(person)));
    }

    private static List<String> names(List<AccessRule.Subject> people, Predicate<AccessRule.Subject> which) {
        return people.stream()
                .filter(which)
                .map(AccessRule.Subject::username)
                .sorted()
                .toList();
    }
}
