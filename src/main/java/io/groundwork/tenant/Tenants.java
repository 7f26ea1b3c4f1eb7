package io.groundwork.tenant;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * The tenants of the installation. The operator makes, suspends and removes them; a suspended tenant keeps its rows, and
 * its members are turned away until it is active again. Removing a tenant removes every row of it, at once.
 */
@ApplicationScoped
public class Tenants {

    private static final Logger LOG = Logger.getLogger(Tenants.class.getName());
    private static final String KIND = "tenant";
    private static final String COLUMNS =
            "select id, public_id, slug, name, status, time_zone, created_at from tenant ";

    @Inject
    private Sql sql;

    @Inject
    private AuditTrail audit;

    @Inject
    private Event<TenantDeleting> deleting;

    /** Enters a tenant into the register; it has nobody in it yet. */
    @Transactional
    public TenantRef create(Caller caller, String slug, String name) {
        caller.require(Role.OPERATOR);
        TenantRules.check(slug, name);
        TenantRef tenant = sql.one(
                        "insert into tenant (slug, name) values (?, ?) on conflict (slug) do nothing"
                                + " returning id, slug, name, status",
                        Tenants::ref,
                        slug,
                        name)
                .orElseThrow(() -> new Problem.Conflict("tenant.slug_taken", slug));
        audit.record(tenant.entered(caller), "tenant.created", KIND, slug, Map.of("name", name));
        return tenant;
    }

    /** The tenant of this slug, for whoever is about to sign in; empty when there is none. */
    @Transactional
    public Optional<TenantRef> find(String slug) {
        return sql.one("select id, slug, name, status from tenant where slug = ?", Tenants::ref, slug);
    }

    /** One tenant: any to the operator, their own to its admins. */
    @Transactional
    public Tenant get(Caller caller, String slug) {
        caller.require(Role.OPERATOR, Role.ADMIN);
        if (!caller.isOperator() && !slug.equals(caller.tenantSlug())) {
            throw Problem.NotFound.thing();
        }
        return sql.one(COLUMNS + "where slug = ?", Tenants::tenant, slug).orElseThrow(Problem.NotFound::thing);
    }

    /** All tenants by slug. */
    @Transactional
    public Page<Tenant> page(Caller caller, Page.Request page) {
        caller.require(Role.OPERATOR);
        List<Tenant> rows = sql.list(
                COLUMNS + "where (?::text is null or slug > ?) order by slug limit ?",
                Tenants::tenant,
                page.after(),
                page.after(),
                page.limit() + 1);
        return Page.cut(rows, page.limit(), Tenant::slug);
    }

    /** Renames, suspends or wakes a tenant, or says where it is. */
    @Transactional
    public Tenant patch(Caller caller, String slug, TenantPatch patch) {
        caller.require(Role.OPERATOR);
        TenantRules.check(patch);
        TenantRef tenant = find(slug).orElseThrow(Problem.NotFound::thing);
        Tenant before = get(caller, slug);
        sql.run(
                "update tenant set name = ?, status = ?, time_zone = ? where slug = ?",
                patch.name().orElse(before.name()),
                patch.status().orElse(before.status()),
                patch.timeZone().orElse(before.timeZone()),
                slug);
        Tenant after = get(caller, slug);
        Difference change = new Difference()
                .field("name", before.name(), after.name())
                .field("status", before.status(), after.status())
                .field("time_zone", before.timeZone(), after.timeZone());
        if (!change.isEmpty()) {
            audit.record(tenant.entered(caller), "tenant.changed", KIND, slug, change.detail());
        }
        return after;
    }

    /**
     * Removes the tenant and every row of it. Its audit trail goes with it; the log keeps who did it.
     *
     * @param confirm the slug once more
     */
    @Transactional
    public void delete(Caller caller, String slug, String confirm) {
        caller.require(Role.OPERATOR);
        TenantRef tenant = find(slug).orElseThrow(Problem.NotFound::thing);
        if (!slug.equals(confirm)) {
            throw Problem.Invalid.field("confirm", "tenant.confirm_slug", slug);
        }
        // Recording binds the transaction to the tenant, which removing its rows needs.
        audit.record(tenant.entered(caller), "tenant.deleted", KIND, slug, Map.of());
        deleting.fire(new TenantDeleting(tenant.id()));
        sql.run("delete from tenant where id = ?", tenant.id().value());
        LOG.info(() -> "tenant " + slug + " was deleted by " + caller.username());
    }

    private static TenantRef ref(Row row) throws SQLException {
        boolean suspended = !TenantRules.ACTIVE.equals(row.text("status"));
        return new TenantRef(new TenantId(row.integer("id")), row.text("slug"), row.text("name"), suspended);
    }

    private static Tenant tenant(Row row) throws SQLException {
        return new Tenant(
                row.uuid("public_id"),
                row.text("slug"),
                row.text("name"),
                row.text("status"),
                row.text("time_zone"),
                row.instant("created_at"));
    }
}
