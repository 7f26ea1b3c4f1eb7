package io.groundwork.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Throttle FRESH = new Throttle(0, null, NOON);

    @Test
    void fourAttemptsGoThroughAndTheFifthMakesTheNextWait() {
        assertThat(after(4).wait(NOON)).isZero();
        assertThat(after(5).wait(NOON)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theWaitDoublesAndStaysAtAQuarterOfAnHour() {
        assertThat(after(6).wait(NOON)).isEqualTo(Duration.ofMinutes(1));
        assertThat(after(7).wait(NOON)).isEqualTo(Duration.ofMinutes(2));
        assertThat(after(9).wait(NOON)).isEqualTo(Duration.ofMinutes(8));
        assertThat(after(10).wait(NOON)).isEqualTo(Duration.ofMinutes(15));
        assertThat(after(500).wait(NOON)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void theWaitRunsOut() {
        assertThat(after(5).wait(NOON.plusSeconds(29))).isEqualTo(Duration.ofSeconds(1));
        assertThat(after(5).wait(NOON.plusSeconds(30))).isZero();
    }

    @Test
    void anHourWithoutAttemptsStartsAnew() {
        Instant later = NOON.plus(Duration.ofHours(1)).plusSeconds(1);
        assertThat(after(20).attempted(later)).isEqualTo(new Throttle(1, null, later));
    }

    private static Throttle after(int attempts) {
        Throttle throttle = FRESH;
        for (int i = 0; i < attempts; i++) {
            throttle = throttle.attempted(NOON);
        }
        return throttle;
    }
}
