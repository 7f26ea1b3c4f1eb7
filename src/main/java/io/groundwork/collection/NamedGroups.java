package io.groundwork.collection;

import io.groundwork.identity.GroupDeleting;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Keeps groups that rules name: a deny that names nobody would open what it closed. */
@ApplicationScoped
class NamedGroups {

    private static final String RULES =
            """
            select count(*) as rules from acl
            where tenant_id = ? and (allow || deny) && array(
                select id from principal where tenant_id = ? and (id = ? or ? = any(members)))
            """;

    @Inject
    private Sql sql;

    void keep(@Observes GroupDeleting deleting) {
        int tenant = deleting.caller().tenant().value();
        int group = deleting.principal();
        long rules = sql.one(RULES, row -> row.bigint("rules"), tenant, tenant, group, group).orElse(0L);
        if (rules > 0) {
            throw new Problem.Conflict("collection.group_in_rules", deleting.name(), rules);
        }
    }
}
