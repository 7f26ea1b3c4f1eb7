package io.groundwork.chat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets answers wait a little for money that is held for others and may come back: nobody is refused for money that is not
 * spent. Not too many at once, since each that waits takes a place in which another could be made.
 */
final class Patience {

    private static final int PLACES = 32;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(400);

    private final Semaphore places;
    private final Duration longest;

    Patience() {
        this(PLACES, LONGEST);
    }

    Patience(int places, Duration longest) {
        this.places = new Semaphore(places);
        this.longest = longest;
    }

    Turn turn() {
        return new Turn();
    }

    /** The waiting of one answer, all its pauses together; give the place back by closing. */
    final class Turn implements AutoCloseable {

        private final long until = System.nanoTime() + longest.toNanos();
        private long pause = FIRST_PAUSE;
        private boolean placed;

        /** Whether it is worth another try at once. */
        boolean lasts() {
            return System.nanoTime() < until && !Thread.currentThread().isInterrupted();
        }

        /** Waits before another try; false when it has waited long enough, or too many wait already. */
        boolean pause() {
            if (!lasts() || !placed && !places.tryAcquire()) {
                return false;
            }
            placed = true;
            // Not all at the same moment, though they may have begun so.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            return true;
        }

        @Override
        public void close() {
            if (placed) {
                placed = false;
                places.release();
            }
        }
    }
}
