package io.groundwork.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Explains a rule to a person.
 *
 * @param paths for each group that the person is in, by its name: the groups that lead to it, the person's own one first
 */
record Explanation(AccessRule.Subject subject, Map<String, List<String>> paths) {

    /** Something about the person or the document that decides before any entry does. */
    AccessCheck.Because fact(String sentence) {
        return new AccessCheck.Because(Wording.user(subject.username()), sentence, true);
    }

    List<AccessCheck.Because> of(WeighedRule rule) {
        List<AccessCheck.Because> because = new ArrayList<>();
        for (WeighedRule.Clause clause : rule.clauses()) {
            boolean matched = clause.entry().matches(subject);
            String who = matched ? path(clause.entry()) : Wording.user(subject.username());
            because.add(new AccessCheck.Because(who, Wording.of(clause), matched));
        }
        if (rule.decide(subject).decisive().isEmpty()) {
            because.add(fact(Wording.nobodyNamed(rule)));
        }
        return because;
    }

    /** How the person comes to an entry that matches. */
    private String path(AccessRule.Entry entry) {
        if (entry instanceof AccessRule.Group group) {
            return path(group.name());
        }
        if (entry instanceof AccessRule.AllOf allOf) {
            return allOf.entries().stream().map(this::path).collect(Collectors.joining(Wording.text("path_and")));
        }
        return Wording.user(subject.username());
    }

    private String path(String group) {
        StringBuilder path = new StringBuilder(Wording.user(subject.username()));
        for (String step : paths.getOrDefault(AccessRule.folded(group), List.of(group))) {
            path.append(Wording.text("path_step")).append(Wording.group(step));
        }
        return path.toString();
    }
}
