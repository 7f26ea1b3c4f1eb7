package io.groundwork.chat;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * What one caller may still ask and use: two quotas that refill steadily, full at the beginning and whole again a minute
 * after they were emptied. What an answer took is known only afterwards, so the tokens may be overdrawn; then nothing is
 * allowed until time has paid the debt back.
 */
final class Quota {

    private final long requestsPerMinute;
    private final long tokensPerMinute;
    private final Bucket requests;
    private final Bucket tokens;

    Quota(long requestsPerMinute, long tokensPerMinute, TimeMeter clock) {
        this.requestsPerMinute = requestsPerMinute;
        this.tokensPerMinute = tokensPerMinute;
        this.requests = perMinute(requestsPerMinute, clock);
        this.tokens = perMinute(tokensPerMinute, clock);
    }

    private static Bucket perMinute(long limit, TimeMeter clock) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, Duration.ofMinutes(1)))
                .withCustomTimePrecision(clock)
                .build();
    }

    /** Takes one request, if there is one and the tokens are not used up. */
    boolean take() {
        return tokens.estimateAbilityToConsume(1).canBeConsumed() && requests.tryConsume(1);
    }

    void spend(long used) {
        if (used > 0) {
            tokens.consumeIgnoringRateLimits(used);
        }
    }

    RateLimits.Standing standing() {
        Duration forRequest = untilOne(requests);
        Duration forToken = untilOne(tokens);
        return new RateLimits.Standing(
                allowance(requestsPerMinute, requests),
                allowance(tokensPerMinute, tokens),
                forRequest.compareTo(forToken) > 0 ? forRequest : forToken);
    }

    private static Duration untilOne(Bucket bucket) {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private static RateLimits.Allowance allowance(long limit, Bucket bucket) {
        var now = bucket.asVerbose().getAvailableTokens();
        return new RateLimits.Allowance(
                limit,
                Math.max(0, now.getValue()),
                Duration.ofNanos(now.getDiagnostics().calculateFullRefillingTime()));
    }
}
