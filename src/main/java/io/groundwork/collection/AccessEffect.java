package io.groundwork.collection;

import java.util.List;

/** Who would gain and who would lose access by a change of a rule: usernames, in order. */
public record AccessEffect(List<String> gained, List<String> lost) {

    public AccessEffect {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }
}
