package io.groundwork.chat;

import io.github.bucket4j.TimeMeter;
import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.platform.web.Draining;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * How much one key, or one person without a key, may ask in a minute, and how many answers are made at once on this node.
 * The quotas guard the node, not a budget: each node keeps its own.
 */
@ApplicationScoped
public class RateLimits implements Spending {

    private static final String REQUESTS = "groundwork.requests.per.minute";
    private static final String TOKENS = "groundwork.tokens.per.minute";
    private static final String AT_ONCE = "groundwork.concurrent.answers";
    private static final int MOST = 1_000_000_000;
    /** Whoever asked longest ago is forgotten first; a forgotten quota is a full one. */
    private static final int REMEMBERED = 10_000;

    private int requests;
    private int tokens;
    private Semaphore answers;
    private Draining draining;
    private final Map<Object, Quota> quotas = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Quota> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Person(int tenant, UUID id) {}

    /** What is left of one of the two quotas, and how long until it is whole again. */
    public record Allowance(long limit, long remaining, Duration untilWhole) {}

    /**
     * What is left of a quota: {@code x-ratelimit-*}.
     *
     * @param untilNext until the next question is let in; nothing when it would be now
     */
    public record Standing(Allowance requests, Allowance tokens, Duration untilNext) {

        private static final Allowance NONE = new Allowance(0, 0, Duration.ZERO);

        /** Of somebody who is not known here, and so may ask nothing. */
        public static final Standing NOBODY = new Standing(NONE, NONE, Duration.ZERO);
    }

    /** The right to make one answer; give it back by closing. */
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /** For the container's proxies only. */
    protected RateLimits() {}

    @Inject
    public RateLimits(Settings settings, Draining draining) {
        this.draining = draining;
        requests = settings.number(REQUESTS, 6_000, 1, MOST);
        tokens = settings.number(TOKENS, 20_000_000, 1, MOST);
        answers = new Semaphore(settings.number(AT_ONCE, 128, 1, 100_000));
    }

    /** Reads the settings at the start, so that a wrong one stops it rather than the first question. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        answers.availablePermits();
    }

    /**
     * Lets one question in.
     *
     * @throws Problem.Unavailable {@code rate_limited} beyond the caller's quota, {@code overloaded} beyond the node's,
     *     or on a node that is about to stop
     */
    public Slot enter(Caller caller) {
        draining.admit();
        if (!quota(caller).take()) {
            throw new Problem.Unavailable(Reason.LIMITED, null, "chat.rate_limited");
        }
        if (!answers.tryAcquire()) {
            throw new Problem.Unavailable(Reason.OVERLOADED, null, "chat.overloaded");
        }
        return answers::release;
    }

    @Override
    public void spend(Caller caller, long used) {
        quota(caller).spend(used);
    }

    public Standing standing(Caller caller) {
        return quota(caller).standing();
    }

    private Quota quota(Caller caller) {
        Object who = caller.key() != null
                ? caller.key()
                : new Person(
                        tenant(caller), caller.userId().map(id -> id.value()).orElse(null));
        synchronized (quotas) {
            return quotas.computeIfAbsent(who, absent -> new Quota(requests, tokens, TimeMeter.SYSTEM_NANOTIME));
        }
    }

    private static int tenant(Caller caller) {
        return caller.tenant() == null ? 0 : caller.tenant().value();
    }
}
