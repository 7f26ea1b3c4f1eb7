package io.groundwork.platform.jobs;

import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The rows of waiting and running jobs. Each claim, renewal and end is a short transaction of its own. */
@ApplicationScoped
class JobStore {

    static final int MOST_ATTEMPTS = 5;
    /** How long a worker may be silent before its job is claimed again. */
    static final Duration LEASE = Duration.ofSeconds(20);

    private static final String DISPATCH = "select set_config('app.dispatcher', 'on', true)";
    private static final String CLAIM =
            """
            update job set lease_until = now() + make_interval(secs => ?), worker = ?, attempts = attempts + 1
              from (select tenant_id as t, id as i from job
                     where due_at <= now() and (lease_until is null or lease_until < now())
                     order by due_at limit 1 for update skip locked) due
              join tenant on tenant.id = due.t
             where job.tenant_id = due.t and job.id = due.i
            returning job.tenant_id, job.id, job.kind, job.subject, job.attempts, tenant.slug""";
    private static final String RENEW =
            "update job set lease_until = now() + make_interval(secs => ?) where tenant_id = ? and id = ? and worker = ?";
    private static final String DONE = "delete from job where tenant_id = ? and id = ? and worker = ?";
    private static final String AGAIN = "update job set lease_until = null, worker = null,"
            + " due_at = now() + make_interval(secs => ?) where tenant_id = ? and id = ? and worker = ?";

    @Inject
    private Sql sql;

    record Claimed(TenantId tenant, String slug, UUID id, String kind, UUID subject, int attempts) {}

    /** The next due job of any tenant, leased to this worker. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Claimed> claim(String worker) {
        sql.one(DISPATCH, row -> true);
        return sql.one(
                CLAIM,
                row -> new Claimed(
                        new TenantId(row.integer("tenant_id")),
                        row.text("slug"),
                        row.uuid("id"),
                        row.text("kind"),
                        row.uuid("subject"),
                        row.integer("attempts")),
                (double) LEASE.toSeconds(),
                worker);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void renew(TenantId tenant, UUID id, String worker) {
        sql.run(RENEW, (double) LEASE.toSeconds(), tenant.value(), id, worker);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void done(TenantId tenant, UUID id, String worker) {
        sql.run(DONE, tenant.value(), id, worker);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void again(TenantId tenant, UUID id, String worker, Duration pause) {
        sql.run(AGAIN, (double) pause.toSeconds(), tenant.value(), id, worker);
    }
}
