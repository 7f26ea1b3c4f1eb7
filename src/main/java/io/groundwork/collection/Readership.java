package io.groundwork.collection;

import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What lists show to whom: everything to admins, and to everybody else what stands under a class they may read. */
@ApplicationScoped
class Readership {

    /** The condition on a document {@code d} of a collection {@code c}; takes {@link #manages} and the classes. */
    static final String SHOWN = " (? or d.status = 'published' and d.current_version > 0"
            + " and coalesce(d.own_acl_id, c.acl_id) = any(?)) ";

    private static final String CLASSES = "select a.id from acl a where a.tenant_id = ? and" + ReadableScopes.MAY_READ;

    @Inject
    private Sql sql;

    @Inject
    private Principals principals;

    static boolean manages(Caller caller) {
        return caller.is(Role.ADMIN);
    }

    /** The classes that the caller may read, whatever the caller's roles. */
    int[] classes(Caller caller) {
        int[] held = principals.of(caller).ids();
        return sql.list(CLASSES, row -> row.integer("id"), caller.tenant().value(), held, held, held).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
