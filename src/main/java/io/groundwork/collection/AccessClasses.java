package io.groundwork.collection;

import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalInt;
import java.util.UUID;

/** The access classes in the database: one row for each collection, each document with a rule of its own, and all drafts. */
@ApplicationScoped
class AccessClasses {

    static final String OF_COLLECTION = "collection";
    static final String OF_DOCUMENT = "document";
    static final String WITHHELD = "withheld";

    /** There is one class of drafts in a tenant. */
    private static final UUID NO_SOURCE = new UUID(0, 0);

    private static final String INSERT =
            """
            insert into acl (tenant_id, source_kind, source_id, allow, deny, inherited_deny)
            values (?, ?, ?, ?, ?, ?) on conflict (tenant_id, source_kind, source_id) do nothing returning id
            """;

    private static final String FIND = "select id from acl where tenant_id = ? and source_kind = ? and source_id = ?";

    private static final String GRANT =
            "update acl set allow = ?, deny = ?, version = version + 1 where tenant_id = ? and id = ?";

    private static final String INHERIT =
            "update acl set inherited_deny = ?, version = version + 1 where tenant_id = ? and id = ?";

    private static final String INHERIT_IN_COLLECTION =
            """
            update acl set inherited_deny = ?, version = version + 1
            where tenant_id = ? and id in (
                select own_acl_id from document where tenant_id = ? and collection_id = ? and own_acl_id is not null)
            """;

    private static final int[] NOBODY = {};

    @Inject
    private Sql sql;

    @Inject
    private Principals principals;

    /** A rule in the tenant's principals; a conjunction that is new gets its principal. */
    CompiledRule compile(Caller caller, AccessRule rule, String path) {
        return RuleCompiler.compile(rule, path, new TenantDirectory(principals, caller));
    }

    /** Refuses a rule that names somebody unknown, and makes nothing. */
    void check(Caller caller, AccessRule rule, String path) {
        RuleCompiler.compile(rule, path, new TenantDirectory(principals, caller) {
            @Override
            public int allOf(int[] members) {
                return members[0];
            }
        });
    }

    int create(Caller caller, String kind, UUID source, CompiledRule rule, int[] inheritedDeny) {
        int tenant = caller.tenant().value();
        return sql.one(INSERT, row -> row.integer("id"), tenant, kind, source, rule.allow(), rule.deny(), inheritedDeny)
                .orElseThrow(() -> new IllegalStateException("a second access class for one " + kind));
    }

    void grant(Caller caller, int acl, CompiledRule rule) {
        sql.run(GRANT, rule.allow(), rule.deny(), caller.tenant().value(), acl);
    }

    /** The denies of a class, to be inherited. */
    int[] denies(Caller caller, int acl) {
        return sql.one(
                        "select deny from acl where tenant_id = ? and id = ?",
                        row -> row.integers("deny"),
                        caller.tenant().value(),
                        acl)
                .orElseThrow();
    }

    /** Puts a collection's denies into the class of one document. */
    void inherit(Caller caller, int acl, int[] denies) {
        sql.run(INHERIT, denies, caller.tenant().value(), acl);
    }

    /** Puts a collection's denies into the classes of all its documents that have a rule of their own. */
    void inheritInCollection(Caller caller, UUID collection, int[] denies) {
        int tenant = caller.tenant().value();
        sql.run(INHERIT_IN_COLLECTION, denies, tenant, tenant, collection);
    }

    void delete(Caller caller, int acl) {
        sql.run(
                "delete from acl where tenant_id = ? and id = ?",
                caller.tenant().value(),
                acl);
    }

    /** The class of what nobody may retrieve. */
    int withheld(Caller caller) {
        int tenant = caller.tenant().value();
        return sql.one(FIND, row -> row.integer("id"), tenant, WITHHELD, NO_SOURCE)
                .orElseGet(() -> {
                    sql.one(INSERT, row -> row.integer("id"), tenant, WITHHELD, NO_SOURCE, NOBODY, NOBODY, NOBODY);
                    return sql.one(FIND, row -> row.integer("id"), tenant, WITHHELD, NO_SOURCE)
                            .orElseThrow();
                });
    }

    private static class TenantDirectory implements RuleCompiler.Directory {

        private final Principals principals;
        private final Caller caller;

        TenantDirectory(Principals principals, Caller caller) {
            this.principals = principals;
            this.caller = caller;
        }

        @Override
        public int everyone() {
            return principals.everyone(caller);
        }

        @Override
        public OptionalInt user(String username) {
            return principals.user(caller, username);
        }

        @Override
        public OptionalInt group(String name) {
            return principals.group(caller, name);
        }

        @Override
        public int allOf(int[] members) {
            return principals.allOf(caller, members);
        }
    }
}
