package io.groundwork.routing;

import io.groundwork.model.Model;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a policy can name in its tenant.
 *
 * @param models by alias
 * @param formats which shapes of answers may be demanded
 * @param budgets whether anybody's spending is limited
 */
public record Surroundings(
        Map<String, Model> models,
        Set<String> groups,
        Set<String> collections,
        Set<String> intents,
        AnswerFormats formats,
        boolean budgets) {

    public Surroundings {
        models = Map.copyOf(models);
        groups = folded(groups);
        collections = Set.copyOf(collections);
        intents = Set.copyOf(intents);
    }

    boolean hasGroup(String name) {
        return groups.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Names of groups as they are compared. */
    static Set<String> folded(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
