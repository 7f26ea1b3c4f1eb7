package io.groundwork.chat;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
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
public class RateLimits {

    private static final String REQUESTS = "groundwork.requests.per.minute";
    private static final String TOKENS = "groundwork.tokens.per.minute";
    private static final String AT_ONCE = "groundwork.concurrent.answers";
    private static final int MOST = 1_000_000_000;
    /** Whoever asked longest ago is forgotten first; a forgotten quota is a full one. */
    private static final int REMEMBERED = 10_000;

    private int requests;
    private int tokens;
    private Semaphore answers;
    private final Map<Object, Quota> quotas = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Quota> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Quota(TokenBucket requests, TokenBucket tokens) {}

    private record Person(int tenant, UUID id) {}

    /** What is left of a quota: {@code x-ratelimit-*}. */
    public record Standing(
            long limitRequests,
            long remainingRequests,
            long resetRequestsSeconds,
            long limitTokens,
            long remainingTokens,
            long resetTokensSeconds,
            Duration retryAfter) {}

    /** The right to make one answer; give it back by closing. */
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /** For the container's proxies only. */
    protected RateLimits() {}

    @Inject
    public RateLimits(Settings settings) {
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
     * @throws Problem.Unavailable {@code rate_limited} beyond the caller's quota, {@code overloaded} beyond the node's
     */
    public Slot enter(Caller caller) {
        Quota quota = quota(caller);
        long now = System.nanoTime();
        if (!quota.tokens().open(now) || !quota.requests().take(now)) {
            throw new Problem.Unavailable(Reason.LIMITED, null, "chat.rate_limited");
        }
        if (!answers.tryAcquire()) {
            throw new Problem.Unavailable(Reason.OVERLOADED, null, "chat.overloaded");
        }
        return answers::release;
    }

    /** Counts the tokens that an answer took. */
    public void spend(Caller caller, long used) {
        quota(caller).tokens().spend(used, System.nanoTime());
    }

    public Standing standing(Caller caller) {
        Quota quota = quota(caller);
        long now = System.nanoTime();
        TokenBucket.Standing asked = quota.requests().standing(now);
        TokenBucket.Standing used = quota.tokens().standing(now);
        Duration wait = quota.requests().untilOne(now);
        Duration tokenWait = quota.tokens().untilOne(now);
        return new Standing(
                asked.limit(),
                asked.remaining(),
                asked.resetSeconds(),
                used.limit(),
                used.remaining(),
                used.resetSeconds(),
                wait.compareTo(tokenWait) > 0 ? wait : tokenWait);
    }

    private Quota quota(Caller caller) {
        Object who = caller.key() != null
                ? caller.key()
                : new Person(
                        tenant(caller), caller.userId().map(id -> id.value()).orElse(null));
        long now = System.nanoTime();
        synchronized (quotas) {
            return quotas.computeIfAbsent(
                    who, absent -> new Quota(new TokenBucket(requests, now), new TokenBucket(tokens, now)));
        }
    }

    private static int tenant(Caller caller) {
        return caller.tenant() == null ? 0 : caller.tenant().value();
    }
}
