package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TenantId;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks, on every node, for money that is held for calls of nodes that died, and has it settled. */
@ApplicationScoped
class Expiry {

    private static final Logger LOG = Logger.getLogger(Expiry.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(10);

    @Inject
    private Overdue overdue;

    @Inject
    private Ledger ledger;

    @Resource
    private ManagedScheduledExecutorService clock;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        clock.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that cannot be settled must not keep the others held, nor end the looking. */
    private void look() {
        try {
            overdue.all().forEach(this::settle);
        } catch (RuntimeException databaseAway) {
            LOG.log(Level.WARNING, "nobody can look for expired reservations now", databaseAway);
        }
    }

    private void settle(ReservationRows.Due due) {
        try {
            if (ledger.expire(Caller.system(new TenantId(due.tenant()), due.slug()), due.id())) {
                LOG.info(() -> "reservation " + due.id() + " of tenant " + due.slug() + " was settled by an estimate");
            }
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "reservation " + due.id() + " cannot be settled", failed);
        }
    }
}
