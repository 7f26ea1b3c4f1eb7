package io.groundwork.collection;

import io.groundwork.identity.GroupDeleting;
import io.groundwork.identity.GroupRenamed;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * Keeps rules and the groups that they name together. A group in a rule cannot go: a deny that names nobody would open
 * what it closed. A group that gets another name gets it in the rules too: they are compiled for the group, not its name.
 */
@ApplicationScoped
class NamedGroups {

    private static final String RULES =
            """
            select source_kind, source_id from acl
            where tenant_id = ? and (allow || deny) && array(
                select id from principal where tenant_id = ? and (id = ? or ? = any(members)))
            order by source_kind, source_id
            """;

    @Inject
    private Sql sql;

    @Inject
    private Shelves shelves;

    private record Rule(String kind, UUID source) {}

    void keep(@Observes GroupDeleting deleting) {
        int rules = naming(deleting.caller(), deleting.principal()).size();
        if (rules > 0) {
            throw new Problem.Conflict("collection.group_in_rules", deleting.name(), rules);
        }
    }

    void follow(@Observes GroupRenamed renamed) {
        for (Rule rule : naming(renamed.caller(), renamed.principal())) {
            if (rule.kind().equals(AccessClasses.OF_COLLECTION)) {
                DocumentCollection collection = shelves.collectionForChange(renamed.caller(), rule.source());
                collection.grant(collection.access().withGroupRenamed(renamed.from(), renamed.to()));
            } else {
                Document document =
                        shelves.forChange(renamed.caller(), rule.source()).document();
                document.access()
                        .ifPresent(own -> document.restrict(
                                own.withGroupRenamed(renamed.from(), renamed.to()),
                                document.ownAclId().orElseThrow()));
            }
        }
    }

    private List<Rule> naming(Caller caller, int group) {
        int tenant = caller.tenant().value();
        return sql.list(
                RULES, row -> new Rule(row.text("source_kind"), row.uuid("source_id")), tenant, tenant, group, group);
    }
}
