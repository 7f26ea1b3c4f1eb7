package io.groundwork.notice;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends, on every node, what is to be sent. */
@ApplicationScoped
class Post {

    private static final Logger LOG = Logger.getLogger(Post.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Inject
    private Dispatch dispatch;

    @Resource
    private ManagedExecutorService threads;

    @Resource
    private ManagedScheduledExecutorService clock;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        clock.scheduleWithFixedDelay(this::round, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            dispatch.round(threads);
        } catch (RuntimeException databaseAway) {
            LOG.log(Level.WARNING, "nobody can look for notices to send now", databaseAway);
        }
    }
}
