package io.groundwork.routing;

import io.groundwork.identity.GroupDeleting;
import io.groundwork.identity.GroupRenamed;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Stream;

/**
 * Keeps the groups that a policy in force names: a rule for a group that is not there any more would no longer keep that
 * group's questions from where the default sends them. A version never changes, so its words cannot follow a new name.
 */
@ApplicationScoped
class PolicyGroups {

    @Inject
    private PolicyRows rows;

    @Inject
    private PolicyShelf shelf;

    void keep(@Observes GroupDeleting deleting) {
        demandUnnamed(deleting.caller(), deleting.name());
    }

    void keep(@Observes GroupRenamed renamed) {
        if (!renamed.from().equalsIgnoreCase(renamed.to())) {
            demandUnnamed(renamed.caller(), renamed.from());
        }
    }

    private void demandUnnamed(Caller caller, String group) {
        Standing standing = rows.standing(caller);
        boolean named = Stream.concat(
                        Stream.of(standing.published()), standing.rollout().map(Standing.Rollout::version).stream())
                .filter(version -> version > 0)
                .flatMap(version -> shelf.stored(caller, version).groups())
                .anyMatch(group::equalsIgnoreCase);
        if (named) {
            throw new Problem.Conflict("routing.group_in_policy", group);
        }
    }
}
