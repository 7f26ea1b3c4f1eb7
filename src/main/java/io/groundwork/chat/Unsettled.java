package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What calls took that could not be booked when they ended, since the database was away: kept in memory and booked when it is
 * there again, also in place of an estimate that somebody made meanwhile. What a node that dies meanwhile knew is lost, and
 * the estimate stands.
 */
@ApplicationScoped
class Unsettled {

    private static final Logger LOG = Logger.getLogger(Unsettled.class.getName());
    private static final int MOST = 10_000;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BlockingQueue<Due> waiting = new LinkedBlockingQueue<>(MOST);

    private AnswerJournal journal;

    @Resource
    private ManagedScheduledExecutorService clock;

    /** For the container's proxies only. */
    protected Unsettled() {}

    @Inject
    Unsettled(AnswerJournal journal) {
        this.journal = journal;
    }

    private record Due(Caller caller, Settlement settlement) {}

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        clock.scheduleWithFixedDelay(this::settle, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Books it later. Beyond what can be kept, the call is left to be estimated when it expires. */
    void add(Caller caller, Settlement settlement) {
        if (!waiting.offer(new Due(caller, settlement))) {
            LOG.warning(() -> "too much waits to be booked: " + settlement.reservation() + " will be estimated");
        }
    }

    /** Books all that waits, as far as the database is there; one that cannot be booked lets the others go first next time. */
    void settle() {
        for (Due next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!booked(next)) {
                add(next.caller(), next.settlement());
                return;
            }
        }
    }

    private boolean booked(Due due) {
        try {
            journal.settle(due.caller(), due.settlement());
        } catch (Problem gone) {
            LOG.log(Level.WARNING, "what a call took cannot be booked", gone);
        } catch (RuntimeException stillAway) {
            LOG.log(Level.FINE, "what calls took still waits to be booked", stillAway);
            return false;
        }
        return true;
    }
}
