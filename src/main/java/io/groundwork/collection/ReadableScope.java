package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TenantId;

/**
 * The permission to search: what one caller may read at this moment, as access classes. Only this package can make one,
 * so whatever demands a scope cannot forget the access rules.
 */
public final class ReadableScope {

    private final Caller caller;
    private final int[] principals;
    private final int[] aclIds;
    private final long chunks;
    private final long terms;

    ReadableScope(Caller caller, int[] principals, int[] aclIds, long chunks, long terms) {
        this.caller = caller;
        this.principals = principals.clone();
        this.aclIds = aclIds.clone();
        this.chunks = chunks;
        this.terms = terms;
    }

    public Caller caller() {
        return caller;
    }

    public TenantId tenant() {
        return caller.tenant();
    }

    /** Everyone, the user, the groups and the conjunctions that the caller holds; sorted. */
    public int[] principals() {
        return principals.clone();
    }

    /** The access classes that the caller may read; sorted. */
    public int[] aclIds() {
        return aclIds.clone();
    }

    /** How many chunks the classes hold: the exact selectivity of a search. */
    public long chunks() {
        return chunks;
    }

    /** How many terms those chunks hold together. */
    public long terms() {
        return terms;
    }
}
