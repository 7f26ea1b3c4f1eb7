package io.groundwork.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Deadlines;
import io.groundwork.platform.llm.LanguageModels;
import io.groundwork.platform.llm.ModelStream;
import io.groundwork.platform.llm.OpenAiEndpoint;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.llm.ProviderAddresses;
import io.groundwork.platform.llm.Sampling;
import io.groundwork.testing.ModelStub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a model is left alone, and when it is asked again. */
class GuardedModelTest {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Prompt PROMPT = new Prompt(List.of(Prompt.Message.user("Hello")), Sampling.USUAL);

    private final ModelStub stub = new ModelStub();
    private final MovedClock clock = new MovedClock();
    private GuardedModel model;

    @BeforeEach
    void aModelBehindItsGuard() {
        model = guarded(2);
    }

    private GuardedModel guarded(int maxConcurrent) {
        Deadlines deadlines = new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
        return new GuardedModel(
                new LanguageModels(new ProviderAddresses(Set.of(stub.place())))
                        .openAi(new OpenAiEndpoint(stub.baseUrl(), "large-1", Optional.empty(), deadlines)),
                new Guard("mid", maxConcurrent, new GuardSettings(4, 2, 50, PAUSE), clock));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        void move(Duration by) {
            now = now.plus(by);
        }
    }

    private void ask() {
        try (ModelStream stream = model.prepare(PROMPT).open("answer-1")) {
            while (!stream.ended()) {
                stream.next(Duration.ofSeconds(10));
            }
        }
    }

    private ModelTest tried() {
        return new Trial().ask(model, Trial.call(model), "test-1").test();
    }

    private void answers() {
        stub.next(reply ->
                reply.events().piece("Hello").finish("stop").usage(1, 0, 1).done());
        ask();
    }

    private void fails(int status) {
        int before = stub.requests().size();
        stub.next(reply -> reply.status(status, "{}"));
        assertThatThrownBy(this::ask).isInstanceOf(Problem.Unavailable.class);
        assertThat(stub.requests()).as("it was asked").hasSize(before + 1);
    }

    private void refused(String key) {
        int before = stub.requests().size();
        assertThatThrownBy(this::ask).isInstanceOfSatisfying(Problem.Unavailable.class, refused -> {
            assertThat(refused.text().key()).isEqualTo(key);
            assertThat(refused.reason()).isEqualTo(Problem.Unavailable.Reason.OVERLOADED);
        });
        assertThat(stub.requests()).as("nothing was sent").hasSize(before);
    }

    private ModelHealth.Circuit circuit() {
        return model.guard().health().circuit();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 429, 500, 503})
    void aProviderThatFailsIsLeftAlone(int status) {
        fails(status);
        assertThat(circuit()).isEqualTo(ModelHealth.Circuit.CLOSED);
        fails(status);
        assertThat(circuit()).isEqualTo(ModelHealth.Circuit.OPEN);
        refused("model.circuit_open");
        assertThat(model.guard().health().lastFailure()).isPresent();
        assertThat(model.guard().inFlight()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void aBadRequestSaysNothingOfTheProvider(int status) {
        for (int i = 0; i < 6; i++) {
            fails(status);
        }
        assertThat(circuit()).isEqualTo(ModelHealth.Circuit.CLOSED);
    }

    @Test
    void aStreamThatBreaksOffIsAFailure() {
        for (int i = 0; i < 2; i++) {
            stub.next(reply -> reply.events().piece("Hel").breakOff());
            assertThatThrownBy(this::ask).isInstanceOf(Problem.Unavailable.class);
        }
        assertThat(circuit()).isEqualTo(ModelHealth.Circuit.OPEN);
    }

    @Test
    void afterThePauseOneCallTriesAndItsSuccessCloses() {
        fails(500);
        fails(500);
        clock.move(PAUSE);
        refused("model.circuit_open");
        clock.move(Duration.ofMillis(1));
        CountDownLatch others = new CountDownLatch(1);
        stub.next(reply ->
                reply.events().piece("Hello").await(others).finish("stop").done());
        try (ModelStream probe = model.prepare(PROMPT).open("answer-1")) {
            assertThat(probe.next(Duration.ofSeconds(10))).contains("Hello");
            assertThat(circuit()).isEqualTo(ModelHealth.Circuit.HALF_OPEN);
            refused("model.circuit_open");
            others.countDown();
            while (!probe.ended()) {
                probe.next(Duration.ofSeconds(10));
            }
        }
        assertThat(circuit()).isEqualTo(ModelHealth.Circuit.CLOSED);
        assertThat(model.guard().health().lastOkAt()).contains(clock.instant());
        answers();
    }

    @Test
    void aProbeThatFailsOpensAgainAndOneThatIsLeftLetsTheNextTry() {
        fails(500);
        fails(500);
        clock.move(PAUSE.plusMillis(1));
        fails(500);
        assertThat(circuit()).isEqualTo(ModelHealth.Circuit.OPEN);
        clock.move(PAUSE.plusMillis(1));
        leave();
        answers();
        assertThat(circuit()).isEqualTo(ModelHealth.Circuit.CLOSED);
    }

    @Test
    void aClientThatLeavesIsNeitherSuccessNorFailure() {
        for (int i = 0; i < 6; i++) {
            leave();
        }
        fails(500);
        assertThat(circuit()).as("of one call that counts, too few to judge by").isEqualTo(ModelHealth.Circuit.CLOSED);
        assertThat(model.guard().health().lastOkAt()).isEmpty();
        assertThat(model.guard().inFlight()).isZero();
    }

    private void leave() {
        stub.next(reply -> reply.events().piece("Hel").clientLeaves(Duration.ofSeconds(10)));
        try (ModelStream stream = model.prepare(PROMPT).open("answer-1")) {
            assertThat(stream.next(Duration.ofSeconds(10))).contains("Hel");
        }
    }

    @Test
    void noMoreCallsAreInThanMayBe() {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            stub.next(reply ->
                    reply.events().piece("Hello").await(end).finish("stop").done());
        }
        try (ModelStream one = model.prepare(PROMPT).open("answer-1");
                ModelStream two = model.prepare(PROMPT).open("answer-1")) {
            assertThat(one.next(Duration.ofSeconds(10))).contains("Hello");
            assertThat(two.next(Duration.ofSeconds(10))).contains("Hello");
            assertThat(model.guard().inFlight()).isEqualTo(2);
            refused("model.busy");
        }
        end.countDown();
        assertThat(model.guard().inFlight()).isZero();
        answers();
    }

    @Test
    void aTestThatIsRefusedForItsRequestLetsNoFurtherProbeIn() {
        fails(500);
        fails(500);
        clock.move(PAUSE.plusMillis(1));
        CountDownLatch end = new CountDownLatch(1);
        stub.next(
                reply -> reply.events().piece("Hello").await(end).finish("stop").done());
        try (ModelStream probe = model.prepare(PROMPT).open("answer-1")) {
            assertThat(probe.next(Duration.ofSeconds(10))).contains("Hello");
            stub.next(reply -> reply.status(400, "{}"));
            assertThat(tried().ok()).isFalse();
            refused("model.circuit_open");
        }
        end.countDown();
    }

    @Test
    void aTestGetsThroughAnOpenCircuitAndItsSuccessClosesIt() {
        fails(500);
        fails(500);
        stub.next(reply -> reply.events().piece("ready").finish("stop").done());
        ModelTest test = tried();
        assertThat(test.ok()).isTrue();
        assertThat(test.reply()).contains("ready");
        assertThat(circuit()).isEqualTo(ModelHealth.Circuit.CLOSED);
        stub.next(reply -> reply.status(503, "{}"));
        ModelTest failed = tried();
        assertThat(failed.ok()).isFalse();
        assertThat(failed.code())
                .contains(model.guard().health().lastFailure().orElseThrow().code());
    }
}
