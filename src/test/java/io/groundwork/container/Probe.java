package io.groundwork.container;

import io.groundwork.identity.NewTenant;
import io.groundwork.identity.NewUser;
import io.groundwork.identity.Onboarding;
import io.groundwork.platform.jobs.Jobs;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Does inside transactions what a feature's face does, and what a careless one might. */
@ApplicationScoped
public class Probe {

    @Inject
    private Sql sql;

    @Inject
    private Jobs jobs;

    @Inject
    private Onboarding onboarding;

    @Inject
    private Tenants tenants;

    @Inject
    private Probe itself;

    /** A tenant that no other test uses, and a caller inside it. */
    @Transactional
    public Caller newTenant() {
        String slug = "probe-" + UUID.randomUUID().toString().substring(0, 8);
        NewUser admin = new NewUser(
                "admin", "admin@example.org", Optional.empty(), Optional.empty(), Set.of(Role.ADMIN), List.of());
        onboarding.open(Caller.operator(), new NewTenant(slug, slug, admin));
        return Caller.system(tenants.find(slug).orElseThrow().id(), slug);
    }

    /** The tenants whose users this caller's transaction sees when it forgets to ask for one. */
    @Transactional
    public List<Integer> tenantsOfVisibleUsers(Caller caller) {
        return sql.list("select distinct tenant_id from users", row -> row.integer("tenant_id"));
    }

    @Transactional
    public int visibleUsersOf(Caller caller, int tenant) {
        return sql.one("select count(*)::int as n from users where tenant_id = ?", row -> row.integer("n"), tenant)
                .orElseThrow();
    }

    @Transactional
    public void addPrincipal(Caller caller, int tenant) {
        sql.run("insert into principal (tenant_id, kind) values (?, 'user')", tenant);
    }

    /** Enters a second tenant inside the first one's transaction. */
    @Transactional
    public List<Integer> thenAsAnother(Caller caller, Caller other) {
        return itself.tenantsOfVisibleUsers(other);
    }

    /** Enters a second tenant in a transaction of its own. */
    @Transactional
    public List<Integer> apartAsAnother(Caller caller, Caller other) {
        return itself.inATransactionOfItsOwn(other);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<Integer> inATransactionOfItsOwn(Caller caller) {
        return sql.list("select distinct tenant_id from users", row -> row.integer("tenant_id"));
    }

    @Transactional
    public void enqueue(Caller caller, UUID subject) {
        jobs.enqueue(caller, ProbeJobs.KIND, subject);
    }

    @Transactional
    public void enqueueAndFail(Caller caller, UUID subject) {
        jobs.enqueue(caller, ProbeJobs.KIND, subject);
        throw new IllegalStateException("the cause of the work did not come about");
    }

    /** A job as a worker leaves it that was killed while it held the lease. */
    @Transactional
    public void leaveBehind(Caller caller, UUID subject) {
        sql.run(
                "insert into job (tenant_id, kind, subject, attempts, lease_until, worker)"
                        + " values (?, ?, ?, 1, now() - interval '1 second', 'a worker that was killed')",
                caller.tenant().value(),
                ProbeJobs.KIND,
                subject);
    }

    @Transactional
    public int waitingJobs(Caller caller, UUID subject) {
        return sql.one("select count(*)::int as n from job where subject = ?", row -> row.integer("n"), subject)
                .orElseThrow();
    }
}
