package io.groundwork.demo;

import io.groundwork.audit.AuditFilter;
import io.groundwork.audit.AuditTrail;
import io.groundwork.identity.ApiKeys;
import io.groundwork.identity.NewTenant;
import io.groundwork.identity.NewUser;
import io.groundwork.identity.Onboarding;
import io.groundwork.identity.OpenedTenant;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.tenant.TenantRef;
import io.groundwork.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/**
 * The demo company's entry in the register. Its audit trail holds two marks, since it shares the fate of the tenant: that
 * it was opened as the demo company, and that it was filled; what happened after the second one is people's own doing.
 */
@ApplicationScoped
public class DemoTenant {

    private static final String OPENED = "demo.opened";
    private static final String FILLED = "demo.filled";

    @Inject
    private Tenants tenants;

    @Inject
    private Onboarding onboarding;

    @Inject
    private ApiKeys keys;

    @Inject
    private AuditTrail audit;

    /** The application at work inside the tenant of this slug; empty when there is none. */
    @Transactional
    public Optional<Caller> find(String slug) {
        return tenants.find(slug).map(DemoTenant::inside);
    }

    /** Opens the tenant with its first admin, whose key nobody has seen and nobody shall use. */
    @Transactional
    public Caller open(Caller operator, String slug, String name, NewUser admin) {
        OpenedTenant opened = onboarding.open(operator, new NewTenant(slug, name, admin));
        Caller inside = tenants.find(slug).map(DemoTenant::inside).orElseThrow();
        keys.revoke(inside, opened.adminKey().id());
        audit.record(inside, OPENED, "tenant", slug, Map.of());
        return inside;
    }

    /** Whether this tenant was opened as the demo company. */
    @Transactional
    public boolean isOurs(Caller inside) {
        return marked(inside, OPENED);
    }

    @Transactional
    public boolean isFilled(Caller inside) {
        return marked(inside, FILLED);
    }

    @Transactional
    public void filled(Caller inside, int documents) {
        audit.record(inside, FILLED, "tenant", inside.tenantSlug(), Map.of("documents", documents));
    }

    private boolean marked(Caller inside, String action) {
        AuditFilter mark = new AuditFilter(null, action, null, null, null, null);
        return !audit.search(inside, mark, new Page.Request(1, null)).data().isEmpty();
    }

    private static Caller inside(TenantRef tenant) {
        return Caller.system(tenant.id(), tenant.slug());
    }
}
