package io.groundwork.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.testing.Polling;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node that is told to stop waits for what it had begun, and for nothing else. */
class DrainingTest {

    /** @param seconds how long it may wait */
    private static Draining draining(int seconds) {
        return new Draining(new Settings() {
            @Override
            public int number(String name, int otherwise, int least, int most) {
                return seconds;
            }
        });
    }

    @Test
    void whatHadBegunIsWaitedForAndNothingNewIsLetIn() throws Exception {
        Draining node = draining(60);
        Draining.Running first = node.enter();
        Draining.Running second = node.enter();
        assertThatCode(node::admit).doesNotThrowAnyException();

        CompletableFuture<Void> drained = CompletableFuture.runAsync(node::drain);
        Polling.until(node::begun);
        assertThatThrownBy(node::admit)
                .isInstanceOfSatisfying(Problem.Unavailable.class, refused -> assertThat(refused.code())
                        .isEqualTo("overloaded"));
        Draining.Running probe = node.enter();
        first.close();
        assertThat(drained).isNotDone();
        second.close();
        drained.get(10, TimeUnit.SECONDS);
        probe.close();
    }

    @Test
    void itWaitsNoLongerThanItMay() throws Exception {
        Draining node = draining(0);
        Draining.Running endless = node.enter();
        CompletableFuture.runAsync(node::drain).get(10, TimeUnit.SECONDS);
        endless.close();
    }
}
