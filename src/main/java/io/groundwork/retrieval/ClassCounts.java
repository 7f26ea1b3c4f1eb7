package io.groundwork.retrieval;

import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many chunks and words stand under each access class. The sums over a caller's classes are the exact size of what a
 * search looks through, and the statistics of its word scores.
 */
@Dependent
class ClassCounts {

    private static final String LOCK =
            "select id from acl where tenant_id = ? and id = any(?) order by id for no key update";
    private static final String APPLY =
            """
            update acl set n_chunks = acl.n_chunks + change.chunks, n_terms = acl.n_terms + change.terms
            from unnest(?::int[], ?::int[], ?::bigint[]) as change(id, chunks, terms)
            where acl.tenant_id = ? and acl.id = change.id
            """;

    private final Sql sql;

    @Inject
    ClassCounts(Sql sql) {
        this.sql = sql;
    }

    /** What came and went, by access class. */
    record Change(Map<Integer, Amount> byClass) {

        static final Change NONE = new Change(Map.of());

        record Amount(int chunks, long terms) {
            Amount plus(Amount other) {
                return new Amount(chunks + other.chunks, terms + other.terms);
            }
        }

        static Change of(int aclId, int chunks, long terms) {
            return new Change(Map.of(aclId, new Amount(chunks, terms)));
        }

        Change plus(Change other) {
            Map<Integer, Amount> sum = new TreeMap<>(byClass);
            other.byClass.forEach((aclId, amount) -> sum.merge(aclId, amount, Amount::plus));
            return new Change(sum);
        }
    }

    void apply(int tenant, Change change) {
        int[] ids = change.byClass.keySet().stream().mapToInt(Integer::intValue).toArray();
        if (ids.length == 0) {
            return;
        }
        int[] chunks = new int[ids.length];
        long[] terms = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Change.Amount amount = change.byClass.get(ids[i]);
            chunks[i] = amount.chunks();
            terms[i] = amount.terms();
        }
        sql.list(LOCK, row -> row.integer("id"), tenant, ids);
        sql.run(APPLY, ids, chunks, terms, tenant);
    }
}
