package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
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

/** Has, on every node, looked at the spending of those tenants whose turn it is. */
@ApplicationScoped
class PatternWatch {

    private static final Logger LOG = Logger.getLogger(PatternWatch.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Inject
    private Pattern pattern;

    @Resource
    private ManagedScheduledExecutorService clock;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        clock.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One tenant that cannot be looked at must not keep the others from it, nor end the looking. */
    private void look() {
        try {
            pattern.due().forEach(this::look);
        } catch (RuntimeException databaseAway) {
            LOG.log(Level.WARNING, "nobody can look at spending now", databaseAway);
        }
    }

    private void look(Caller tenant) {
        try {
            pattern.look(tenant);
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "the spending of tenant " + tenant.tenantSlug() + " cannot be looked at", failed);
        }
    }
}
