package io.groundwork.chat;

import java.time.Duration;

/**
 * A quota that refills steadily: full at the beginning, whole again a minute after it was emptied. It may be overdrawn by
 * what turns out to have been used after it was asked; then nothing is allowed until it has recovered.
 */
final class TokenBucket {

    private static final double NANOS_PER_MINUTE = 60e9;

    private final long limit;
    private double left;
    private long at;

    TokenBucket(long limitPerMinute, long now) {
        limit = limitPerMinute;
        left = limitPerMinute;
        at = now;
    }

    /** @param resetSeconds until it is full again */
    record Standing(long limit, long remaining, long resetSeconds) {}

    /** Takes one if there is one. */
    synchronized boolean take(long now) {
        refill(now);
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }

    /** Whether anything is left. */
    synchronized boolean open(long now) {
        refill(now);
        return left >= 1;
    }

    /** Takes what was used, also beyond what is left. */
    synchronized void spend(long used, long now) {
        refill(now);
        left -= used;
    }

    synchronized Standing standing(long now) {
        refill(now);
        return new Standing(limit, (long) Math.max(0, left), seconds(limit - left));
    }

    /** Until one can be taken. */
    synchronized Duration untilOne(long now) {
        refill(now);
        return Duration.ofSeconds(Math.max(1, seconds(1 - left)));
    }

    private long seconds(double missing) {
        return (long) Math.ceil(Math.max(0, missing) * 60 / limit);
    }

    private void refill(long now) {
        left = Math.min(limit, left + (now - at) * limit / NANOS_PER_MINUTE);
        at = now;
    }
}
