package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotaTest {

    /** A clock that goes only when it is told to. */
    private static final class Clock implements TimeMeter {

        private long nanos = 1;

        void pass(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private final Clock clock = new Clock();

    @Test
    void aMinutesRequestsAreThereAtOnceAndComeBackSteadily() {
        Quota quota = new Quota(6, 1_000, clock);
        for (int i = 0; i < 6; i++) {
            assertThat(quota.take()).isTrue();
        }
        assertThat(quota.take()).isFalse();
        assertThat(quota.standing().requests()).isEqualTo(new RateLimits.Allowance(6, 0, Duration.ofMinutes(1)));
        assertThat(quota.standing().untilNext()).isEqualTo(Duration.ofSeconds(10));
        clock.pass(Duration.ofSeconds(10));
        assertThat(quota.take()).isTrue();
        assertThat(quota.take()).isFalse();
        clock.pass(Duration.ofMinutes(5));
        assertThat(quota.standing().requests()).isEqualTo(new RateLimits.Allowance(6, 6, Duration.ZERO));
    }

    @Test
    void whatAnAnswerTookMayOverdrawAndTimePaysItBack() {
        Quota quota = new Quota(100, 600, clock);
        assertThat(quota.take()).isTrue();
        quota.spend(1_800);
        assertThat(quota.standing().tokens()).isEqualTo(new RateLimits.Allowance(600, 0, Duration.ofMinutes(3)));
        clock.pass(Duration.ofMinutes(2));
        assertThat(quota.take()).isFalse();
        assertThat(quota.standing().untilNext()).isEqualTo(Duration.ofMillis(100));
        clock.pass(Duration.ofMillis(100));
        assertThat(quota.take()).isTrue();
    }

    @Test
    void aQuestionThatIsTurnedAwayForItsTokensCostsNoRequest() {
        Quota quota = new Quota(10, 600, clock);
        quota.spend(600);
        assertThat(quota.take()).isFalse();
        assertThat(quota.standing().requests().remaining()).isEqualTo(10);
    }

    @Test
    void nothingUsedIsNothingSpentAndTheLargestLimitsHold() {
        Quota quota = new Quota(1_000_000_000, 1_000_000_000, clock);
        quota.spend(0);
        assertThat(quota.standing().tokens().remaining()).isEqualTo(1_000_000_000);
        quota.spend(5_000_000_000L);
        assertThat(quota.standing().tokens().untilWhole()).isEqualTo(Duration.ofMinutes(5));
    }
}
