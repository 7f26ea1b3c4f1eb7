package io.groundwork.routing;

import io.groundwork.model.Model;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Policies by tenant and version, read once: a version never changes, so what holds is told by the standing alone. Runs
 * inside the transactions of the face.
 */
@ApplicationScoped
class PolicyShelf {

    private static final int MOST = 1000;

    private final Map<Key, RoutingPolicy> read = Collections.synchronizedMap(new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RoutingPolicy> eldest) {
            return size() > MOST;
        }
    });

    @Inject
    private PolicyRows rows;

    @Inject
    private Models models;

    private record Key(int tenant, int version) {}

    /** The tenant's models by alias. */
    Map<String, Model> models(Caller caller) {
        return models.all(caller).stream().collect(Collectors.toMap(Model::alias, Function.identity()));
    }

    /** A version; 0 is the one that follows from these models. */
    RoutingPolicy policy(Caller caller, int version, Map<String, Model> known) {
        return version == 0 ? ReferencePolicy.of(known.values()) : stored(caller, version);
    }

    /** A version that somebody drafted. */
    RoutingPolicy stored(Caller caller, int version) {
        Key key = new Key(caller.tenant().value(), version);
        RoutingPolicy policy = read.get(key);
        if (policy == null) {
            PolicyRows.Stored stored = rows.find(caller, version).orElseThrow(Problem.NotFound::thing);
            policy = RoutingPolicy.parse(stored.document());
            read.put(key, policy);
        }
        return policy;
    }
}
