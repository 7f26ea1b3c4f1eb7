package io.groundwork.routing.rest;

import io.groundwork.routing.RoutingPolicies;
import java.util.List;

/** A version that was just saved, on the wire. */
public record DraftJson(int version, List<ProblemJson> problems) {

    static DraftJson of(RoutingPolicies.Draft draft) {
        return new DraftJson(draft.version(), ProblemJson.of(draft.problems()));
    }
}
