package io.groundwork.model;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.platform.llm.ProviderStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands before one model of one tenant on this node: so many calls at once and no more, and none for a moment while it
 * fails. What it refuses is refused at once, so that whoever asks can turn to another model.
 *
 * <p>A call succeeds when its answer is complete. One that its reader leaves counts as nothing, and so does a request that
 * the provider refuses for what stands in it: that says nothing of the provider.
 */
final class Guard {

    /** Bad request, too large, unprocessable. */
    private static final Set<Integer> BLAMES_THE_REQUEST = Set.of(400, 413, 422);

    /** How long a call took does not count: a long answer is no failure. */
    private static final long NO_TIME = 0;

    private final String alias;
    private final Clock clock;
    private final CircuitBreaker circuit;
    private final Bulkhead places;
    private volatile Optional<ModelHealth.Failure> lastFailure = Optional.empty();
    private volatile Optional<Instant> lastOkAt = Optional.empty();

    Guard(String alias, int maxConcurrent, GuardSettings settings, Clock clock) {
        this.alias = alias;
        this.clock = clock;
        circuit = CircuitBreaker.of(
                alias,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(settings.least())
                        .failureRateThreshold(settings.percent())
                        .waitDurationInOpenState(settings.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
        places = Bulkhead.of(
                alias,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(maxConcurrent)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    /**
     * Lets a call in.
     *
     * @throws Problem.Unavailable {@code model.busy} when too many are in, {@code model.circuit_open} when it failed too
     *     often
     */
    Pass enter() {
        if (!places.tryAcquirePermission()) {
            throw new Problem.Unavailable(Reason.OVERLOADED, null, "model.busy", alias);
        }
        if (!circuit.tryAcquirePermission()) {
            places.releasePermission();
            throw new Problem.Unavailable(Reason.OVERLOADED, null, "model.circuit_open", alias);
        }
        return new Pass();
    }

    /** Notes a call that was made to see whether the model answers, whatever the circuit said: it has no permission to give back. */
    void tried(Optional<Problem.Unavailable> failure) {
        if (failure.isPresent()) {
            noteFailure(failure.get());
            if (!blamesTheRequest(failure.get())) {
                circuit.onError(NO_TIME, TimeUnit.NANOSECONDS, failure.get());
            }
        } else {
            lastOkAt = Optional.of(clock.instant());
            circuit.reset();
        }
    }

    ModelHealth health() {
        ModelHealth.Circuit state =
                switch (circuit.getState()) {
                    case OPEN, FORCED_OPEN -> ModelHealth.Circuit.OPEN;
                    case HALF_OPEN -> ModelHealth.Circuit.HALF_OPEN;
                    default -> ModelHealth.Circuit.CLOSED;
                };
        return new ModelHealth(state, inFlight(), lastFailure, lastOkAt);
    }

    int inFlight() {
        Bulkhead.Metrics metrics = places.getMetrics();
        return metrics.getMaxAllowedConcurrentCalls() - metrics.getAvailableConcurrentCalls();
    }

    private void noteFailure(Problem.Unavailable failure) {
        lastFailure = Optional.of(new ModelHealth.Failure(clock.instant(), failure.code()));
    }

    private static boolean blamesTheRequest(Problem.Unavailable failure) {
        OptionalInt status = ProviderStatus.of(failure);
        return status.isPresent() && BLAMES_THE_REQUEST.contains(status.getAsInt());
    }

    /** One call that was let in. It ends once; what is told of it later changes nothing. */
    final class Pass {

        private final AtomicBoolean ended = new AtomicBoolean();

        void succeeded() {
            if (end()) {
                lastOkAt = Optional.of(clock.instant());
                circuit.onSuccess(NO_TIME, TimeUnit.NANOSECONDS);
            }
        }

        void failed(Problem.Unavailable failure) {
            if (end()) {
                noteFailure(failure);
                if (!blamesTheRequest(failure)) {
                    circuit.onError(NO_TIME, TimeUnit.NANOSECONDS, failure);
                } else {
                    circuit.releasePermission();
                }
            }
        }

        /** Nobody waits for the answer any more. */
        void left() {
            if (end()) {
                circuit.releasePermission();
            }
        }

        private boolean end() {
            if (!ended.compareAndSet(false, true)) {
                return false;
            }
            places.releasePermission();
            return true;
        }
    }
}
