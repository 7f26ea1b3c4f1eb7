package io.groundwork.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * How guessing is slowed for one name: five attempts are free, then each further one has to wait, first half a minute, then
 * twice as long each time, at most a quarter of an hour. An hour without attempts starts anew.
 *
 * <p>An attempt counts as failed from its beginning until it succeeds, so that many at once count as many.
 *
 * @param blockedUntil null while the next attempt may come at once
 * @param last when the last attempt was made
 */
record Throttle(int failures, Instant blockedUntil, Instant last) {

    static final int FREE = 5;
    static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private static final int MOST_DOUBLINGS = 5;

    /** How long an attempt still has to wait; zero when it may be made. */
    Duration wait(Instant now) {
        boolean waits = blockedUntil != null && now.isBefore(blockedUntil);
        return waits ? Duration.between(now, blockedUntil) : Duration.ZERO;
    }

    /** After one more attempt. */
    Throttle attempted(Instant now) {
        int counted = last.plus(FORGOTTEN_AFTER).isBefore(now) ? 1 : failures + 1;
        if (counted < FREE) {
            return new Throttle(counted, null, now);
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(counted - FREE, MOST_DOUBLINGS));
        Duration kept = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        return new Throttle(counted, now.plus(kept), now);
    }
}
