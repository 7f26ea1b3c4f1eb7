package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a caller may read at this moment, read fresh each time, so that a change of access holds at the next statement. */
@ApplicationScoped
public class ReadableScopes {

    /**
     * The scope of a search.
     *
     * @param collectionSlugs restricts the scope to these collections; empty: all. A slug that the caller may not read
     *     and one that does not exist alike add nothing.
     */
    @Transactional
    public ReadableScope of(Caller caller, List<String> collectionSlugs) {
        throw new UnsupportedOperationException();
    }

    /** Those of these documents that the caller may retrieve now: published, with a ready version, and readable. */
    @Transactional
    public Set<UUID> stillReadable(Caller caller, Set<UUID> documentIds) {
        throw new UnsupportedOperationException();
    }

    /** Why the caller may or may not read each of these access classes. */
    @Transactional
    public Map<Integer, AccessReason> reasons(Caller caller, Set<Integer> aclIds) {
        throw new UnsupportedOperationException();
    }
}
