package io.groundwork.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a receiver may be away. */
class TriesTest {

    @Test
    void thePausesGrowAndEndAfterThreeDays() {
        Duration whole = Duration.ZERO;
        Duration before = Duration.ZERO;
        for (int tries = 1; tries < Tries.MOST; tries++) {
            Duration pause = Tries.pauseAfter(tries, 0).orElseThrow();
            assertThat(pause).isGreaterThan(before);
            assertThat(Tries.pauseAfter(tries, 1).orElseThrow()).isBetween(pause, pause.multipliedBy(2));
            before = pause;
            whole = whole.plus(pause);
        }
        assertThat(whole).isBetween(Duration.ofDays(3), Duration.ofDays(4));
        assertThat(Tries.pauseAfter(Tries.MOST, 0)).isEqualTo(Optional.empty());
    }
}
