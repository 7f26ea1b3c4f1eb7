package io.groundwork.intent;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The heads that are in use, read once for each version; the least used leave when there are many. */
@ApplicationScoped
class TrainedHeads {

    private static final int HELD = 64;

    @Inject
    private ShippedClassifier shipped;

    @Inject
    private ClassifierRows rows;

    @Inject
    private Embeddings embeddings;

    private final Map<TenantId, Held> held = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Held> eldest) {
            return size() > HELD;
        }
    };

    private record Held(int version, Head head) {}

    /** The tenant's latest, or the shipped one. */
    Head of(Caller caller) {
        Optional<Integer> version = rows.version(caller, embeddings.model());
        if (version.isEmpty()) {
            return shipped.training().head();
        }
        synchronized (held) {
            Held known = held.get(caller.tenant());
            if (known != null && known.version() == version.get()) {
                return known.head();
            }
        }
        ClassifierRows.Kept kept = rows.read(caller, embeddings.model()).orElseThrow();
        synchronized (held) {
            held.put(caller.tenant(), new Held(kept.trained().version(), kept.head()));
        }
        return kept.head();
    }
}
