package io.groundwork.notice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a message that did not arrive is sent again: the schedule that the Standard Webhooks recommend, over three days. */
final class Tries {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    static final int MOST = PAUSES.size() + 1;
    /** Receivers that come back are not called by everybody in the same moment. */
    private static final double SPREAD = .1;

    private Tries() {}

    /**
     * The pause after a try; empty after the last.
     *
     * @param chance from 0 to 1
     */
    static Optional<Duration> pauseAfter(int tries, double chance) {
        return tries >= MOST
                ? Optional.empty()
                : Optional.of(PAUSES.get(tries - 1))
                        .map(pause -> pause.plusMillis((long) (pause.toMillis() * SPREAD * chance)));
    }
}
