package io.groundwork.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void onlySoManyWaitAtOnce() {
        Patience patience = new Patience(1, Duration.ofMinutes(1));
        Patience.Turn second = patience.turn();
        try (Patience.Turn first = patience.turn()) {
            assertThat(first.pause()).isTrue();
            assertThat(second.pause()).isFalse();
            assertThat(first.pause()).as("it has its place").isTrue();
        }
        assertThat(second.pause()).isTrue();
        second.close();
    }

    @Test
    void whoNeverWaitedTakesNoPlace() {
        Patience patience = new Patience(1, Duration.ofMinutes(1));
        patience.turn().close();
        try (Patience.Turn turn = patience.turn()) {
            assertThat(turn.lasts()).isTrue();
            assertThat(turn.pause()).isTrue();
        }
    }

    @Test
    void itEnds() {
        try (Patience.Turn turn = new Patience(1, Duration.ZERO).turn()) {
            assertThat(turn.lasts()).isFalse();
            assertThat(turn.pause()).isFalse();
        }
    }

    @Test
    void whoIsToldToStopWaitsNoMore() {
        try (Patience.Turn turn = new Patience(1, Duration.ofMinutes(1)).turn()) {
            Thread.currentThread().interrupt();
            assertThat(turn.pause()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
