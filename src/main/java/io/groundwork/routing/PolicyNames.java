package io.groundwork.routing;

import io.groundwork.identity.GroupDeleting;
import io.groundwork.identity.GroupRenamed;
import io.groundwork.model.ModelDeleting;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Stream;

/**
 * Keeps what a policy in force names: a rule for a group that is not there any more would no longer keep that group's
 * questions from where the default sends them, and questions that go to a model that is gone are refused. A version never
 * changes, so its words cannot follow a new name.
 */
@ApplicationScoped
class PolicyNames {

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

    void keep(@Observes ModelDeleting deleting) {
        String alias = deleting.alias();
        if (inForce(deleting.caller()).flatMap(RoutingPolicy::models).anyMatch(alias::equals)) {
            throw new Problem.Conflict("routing.model_in_policy", alias);
        }
    }

    private void demandUnnamed(Caller caller, String group) {
        if (inForce(caller).flatMap(RoutingPolicy::groups).anyMatch(group::equalsIgnoreCase)) {
            throw new Problem.Conflict("routing.group_in_policy", group);
        }
    }

    private Stream<RoutingPolicy> inForce(Caller caller) {
        Standing standing = rows.standing(caller);
        return Stream.concat(
                        Stream.of(standing.published()), standing.rollout().map(Standing.Rollout::version).stream())
                .filter(version -> version > 0)
                .map(version -> shelf.stored(caller, version));
    }
}
