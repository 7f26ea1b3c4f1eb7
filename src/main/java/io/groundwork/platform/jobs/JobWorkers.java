package io.groundwork.platform.jobs;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.jobs.JobStore.Claimed;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The workers of this node. Each looks for a due job, runs its handler under a lease that is renewed while the handler
 * works, and looks again; an idle worker is woken by an enqueue of its own node and otherwise looks every second.
 */
@ApplicationScoped
public class JobWorkers {

    private static final Logger LOG = Logger.getLogger(JobWorkers.class.getName());
    private static final long LOOK_MILLIS = 1_000;

    @Inject
    private JobStore store;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    @Any
    private Instance<JobHandler> handlers;

    @Inject
    private Settings settings;

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedScheduledExecutorService clock;

    private final Semaphore wake = new Semaphore(0);
    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopping;

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        int workers = settings.number("groundwork.job.workers", 2, 0, 64);
        for (int i = 0; i < workers; i++) {
            Thread thread = threads.newThread(this::work);
            thread.setName("groundwork-job-" + i);
            thread.start();
            running.add(thread);
        }
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Jobs.JobEnqueued enqueued) {
        wake.release();
    }

    @PreDestroy
    void stop() {
        stopping = true;
        running.forEach(Thread::interrupt);
    }

    private void work() {
        String worker = UUID.randomUUID().toString();
        while (!stopping) {
            try {
                Optional<Claimed> job = store.claim(worker);
                if (job.isPresent()) {
                    run(job.get(), worker);
                } else {
                    rest();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException databaseAway) {
                LOG.log(Level.WARNING, "jobs cannot be claimed now", databaseAway);
                pause();
            }
        }
    }

    private void rest() throws InterruptedException {
        if (wake.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException stopped) {
            stopping = true;
        }
    }

    private void run(Claimed job, String worker) {
        Caller caller = Caller.system(job.tenant(), job.slug());
        long renewal = JobStore.LEASE.toMillis() / 4;
        ScheduledFuture<?> heart =
                clock.scheduleAtFixedRate(() -> beat(job, worker), renewal, renewal, TimeUnit.MILLISECONDS);
        try (CurrentCaller.Binding bound = currentCaller.bind(caller)) {
            JobHandler handler = handler(job.kind());
            try {
                refuseAfterTooManyDeaths(job);
                handler.run(caller, job.subject());
                store.done(job.tenant(), job.id(), worker);
            } catch (Exception failed) {
                failed(job, worker, handler, caller, failed);
            } catch (LinkageError | StackOverflowError | OutOfMemoryError broken) {
                failed(job, worker, handler, caller, new IllegalStateException(broken));
            }
        } finally {
            heart.cancel(false);
        }
    }

    /** One missed renewal must not end the others: the lease outlasts three of them. */
    private void beat(Claimed job, String worker) {
        try {
            store.renew(job.tenant(), job.id(), worker);
        } catch (RuntimeException databaseAway) {
            LOG.log(
                    Level.WARNING,
                    "the lease of job " + job.kind() + " " + job.subject() + " was not renewed",
                    databaseAway);
        }
    }

    /** A job that took its worker down with it each time was never marked as failed by anybody. */
    private static void refuseAfterTooManyDeaths(Claimed job) {
        if (job.attempts() > JobStore.MOST_ATTEMPTS) {
            throw new IllegalStateException("the worker died in each of " + JobStore.MOST_ATTEMPTS + " tries");
        }
    }

    private void failed(Claimed job, String worker, JobHandler handler, Caller caller, Exception failure) {
        if (stopping) {
            return;
        }
        LOG.log(Level.WARNING, "job " + job.kind() + " " + job.subject() + ", try " + job.attempts(), failure);
        if (job.attempts() < JobStore.MOST_ATTEMPTS) {
            store.again(job.tenant(), job.id(), worker, Duration.ofSeconds(1L << job.attempts()));
        } else {
            handler.abandoned(caller, job.subject(), failure);
            store.done(job.tenant(), job.id(), worker);
        }
    }

    private JobHandler handler(String kind) {
        return handlers.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no handler for jobs of kind " + kind));
    }
}
