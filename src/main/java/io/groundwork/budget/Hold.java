package io.groundwork.budget;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A call of a provider that money is to be held for.
 *
 * @param call which of the answer's calls with this purpose, from 1
 * @param model its alias
 * @param provider whom it is paid to
 * @param rates empty where the price is unknown, and then nothing is held
 * @param inputTokens of the prompt, as we count them
 * @param outputCap the most that the model may answer
 * @param leastOutput the shortest answer that is of use
 * @param lease how long the call can take; after it, whoever finds the money still held settles it
 */
public record Hold(
        UUID answerId,
        int call,
        Purpose purpose,
        String model,
        String provider,
        String mode,
        Optional<Rates> rates,
        long inputTokens,
        long outputCap,
        long leastOutput,
        Duration lease) {

    /** An answer that is shorter is of no use. */
    public static final long LEAST_USEFUL = 256;

    public Hold {
        Objects.requireNonNull(answerId, "answerId");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(rates, "rates");
        Objects.requireNonNull(lease, "lease");
        if (call < 1 || inputTokens < 0 || outputCap < 0 || leastOutput < 0 || lease.isNegative()) {
            throw new IllegalArgumentException("a call is not negative");
        }
    }

    public CallId callId() {
        return new CallId(answerId, call);
    }

    /** The same with this limit of the answer. */
    public Hold capped(long cap) {
        return new Hold(answerId, call, purpose, model, provider, mode, rates, inputTokens, cap, leastOutput, lease);
    }
}
