package io.groundwork.platform.web;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What becomes of a node that is told to stop: it finishes what it has begun, takes nothing new that takes long, and then
 * ends as it always does. It waits no longer than it is allowed to, and a second signal ends the waiting.
 */
@ApplicationScoped
public class Draining {

    private static final Logger LOG = Logger.getLogger(Draining.class.getName());
    private static final String SECONDS = "groundwork.drain.seconds";
    private static final int LONGEST = 3600;
    /** The server writes the last bytes of a reply after our code has left it. */
    private static final Duration LAST_BYTES = Duration.ofMillis(250);

    private Duration most;
    private int running;
    private boolean begun;
    private StopSignal signal;

    /** A request on its way through this node. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /** For the container's proxies only. */
    protected Draining() {}

    @Inject
    public Draining(Settings settings) {
        most = Duration.ofSeconds(settings.number(SECONDS, 30, 0, LONGEST));
    }

    void listen(@Observes @Initialized(ApplicationScoped.class) Object start) {
        signal = StopSignal.handle(this::drain);
    }

    /** Another application in this process hears the signal as it did before. */
    @PreDestroy
    void silence() {
        if (signal != null) {
            signal.release();
        }
    }

    /** Whether this node is about to stop. */
    public synchronized boolean begun() {
        return begun;
    }

    /**
     * Lets something in that takes long.
     *
     * @throws Problem.Unavailable {@code overloaded} on a node that is about to stop
     */
    public void admit() {
        if (begun()) {
            throw new Problem.Unavailable(Reason.OVERLOADED, null, "platform.overloaded");
        }
    }

    /** Notes a request until it is closed; those that come after the signal are not waited for. */
    synchronized Running enter() {
        if (begun) {
            return () -> {};
        }
        running++;
        return this::leave;
    }

    private synchronized void leave() {
        running--;
        notifyAll();
    }

    /** Returns when everything has left that was here, or may not be waited for any longer. */
    void drain() {
        int left = await();
        if (left > 0) {
            LOG.log(Level.WARNING, "{0} requests are still running after {1} and are cut off", new Object[] {left, most
            });
        }
    }

    private synchronized int await() {
        begun = true;
        LOG.log(Level.INFO, "stopping; {0} requests are running", running);
        boolean any = running > 0;
        long until = System.nanoTime() + most.toNanos();
        try {
            for (long rest = most.toNanos(); running > 0 && rest > 0; rest = until - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            }
            if (any && running == 0) {
                wait(LAST_BYTES.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return running;
    }
}
