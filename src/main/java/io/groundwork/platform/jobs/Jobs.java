package io.groundwork.platform.jobs;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.UUID;

/** The way to ask for durable work. */
@ApplicationScoped
public class Jobs {

    private static final String ENQUEUE =
            "insert into job (tenant_id, kind, subject, due_at) values (?, ?, ?, now() + make_interval(secs => ?))"
                    + " on conflict (tenant_id, kind, subject)"
                    + " do update set due_at = excluded.due_at, attempts = 0, worker = null";

    private static final double MILLIS = 1000;

    @Inject
    private Sql sql;

    @Inject
    private Event<JobEnqueued> enqueued;

    /** Told after the commit, so that an idle worker of this node need not wait for its next look. */
    record JobEnqueued() {}

    /**
     * Enqueues in the caller's transaction: the work exists if and only if that transaction commits. A job of the same
     * kind and subject that waits already is not doubled; one that runs at the moment runs once more afterwards, since its
     * worker no longer holds the row.
     */
    @Transactional
    public void enqueue(Caller caller, String kind, UUID subject) {
        enqueue(caller, kind, subject, Duration.ZERO);
    }

    /** The same, for work that is not to begin before this time has passed. */
    @Transactional
    public void enqueue(Caller caller, String kind, UUID subject, Duration pause) {
        double seconds = pause.toMillis() / MILLIS;
        sql.run(ENQUEUE, caller.tenant().value(), kind, subject, seconds);
        enqueued.fire(new JobEnqueued());
    }
}
