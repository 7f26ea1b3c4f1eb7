package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.testing.FaultProxy;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubReply;
import io.groundwork.testing.StubScripts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The faults of providers and networks, for each kind of provider: a stated outcome, one call and never another, and a
 * connection that is closed when its answer is given up.
 */
class ProviderFaultsTest {

    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Deadlines SHORT = new Deadlines(
            Duration.ofMillis(500), Duration.ofMillis(700), Duration.ofMillis(500), Duration.ofMillis(1500));
    private static final Prompt PROMPT = new Prompt(List.of(Prompt.Message.user("?")), Sampling.USUAL);
    private static final String ANSWER = "one two three four five six seven eight nine ten ".repeat(20);
    /** Past the head and into the answer. */
    private static final int MIDST = 900;

    private final ModelStub stub = new ModelStub();
    private final FaultProxy proxy = new FaultProxy(0, stub.port());
    private final LanguageModels models = new LanguageModels(new ProviderAddresses(Set.of(proxy.place())));

    private enum Kind {
        OPENAI,
        ANTHROPIC
    }

    @AfterEach
    void close() {
        proxy.close();
        stub.close();
    }

    private LanguageModel model(Kind kind, String base) {
        URI address = URI.create(base);
        return kind == Kind.OPENAI
                ? models.openAi(new OpenAiEndpoint(address, "tiny", Optional.empty(), SHORT))
                : models.anthropic(new AnthropicEndpoint(address, "tiny", Optional.empty(), SHORT));
    }

    private String read(Kind kind, String base) {
        StringBuilder text = new StringBuilder();
        try (ModelStream stream = model(kind, base).prepare(PROMPT).open("answer-1")) {
            while (!stream.ended()) {
                stream.next(PATIENCE).ifPresent(text::append);
            }
        }
        return text.toString();
    }

    private String read(Kind kind) {
        return read(kind, "http://" + proxy.place() + "/v1");
    }

    private String outcome(Kind kind) {
        return outcome(kind, "http://" + proxy.place() + "/v1");
    }

    private String outcome(Kind kind, String base) {
        Problem.Unavailable failure = catchThrowableOfType(Problem.Unavailable.class, () -> read(kind, base));
        return failure == null ? "answered" : failure.code();
    }

    static Stream<Kind> kinds() {
        return Stream.of(Kind.values());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aStatusIsAFailure(Kind kind) {
        for (List<Object> row : List.<List<Object>>of(
                List.of(429, "provider_limited"), List.of(500, "provider_error"), List.of(503, "provider_error"))) {
            stub.clear().always(reply -> reply.status((int) row.get(0), "{}"));
            assertThat(outcome(kind)).isEqualTo(row.get(1));
            assertThat(stub.requests()).hasSize(1);
            assertThat(stub.bills()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nobodyThereIsAFailure(Kind kind) {
        proxy.refuse();
        assertThat(outcome(kind)).isEqualTo("provider_error");
        assertThat(outcome(kind, "http://nobody.invalid/v1")).isEqualTo("provider_error");
        assertThat(stub.requests()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aServerThatSpeaksNoTlsIsAFailure(Kind kind) {
        assertThat(outcome(kind, "https://" + proxy.place() + "/v1")).isIn("provider_error", "provider_timeout");
        assertThat(stub.bills()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void noFirstTokenIsATimeout(Kind kind) throws Exception {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        stub.always(reply -> left.complete(reply.events().clientLeaves(Duration.ofSeconds(20))));
        assertThat(outcome(kind)).isEqualTo("provider_timeout");
        assertThat(left.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(stub.bills()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aCutInMidStreamIsAFailureNotAnEnd(Kind kind) {
        for (Runnable fault : List.<Runnable>of(() -> proxy.cutAfter(MIDST), () -> proxy.resetAfter(MIDST))) {
            stub.clear().always(StubScripts.text(ANSWER));
            fault.run();
            assertThat(outcome(kind)).isEqualTo("provider_error");
            assertThat(stub.requests()).hasSize(1);
            assertThat(stub.bills()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aStallIsATimeout(Kind kind) {
        stub.always(StubScripts.text(ANSWER));
        proxy.stallAfter(MIDST);
        assertThat(outcome(kind)).isEqualTo("provider_timeout");
        assertThat(stub.bills()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void garbageIsAFailure(Kind kind) {
        stub.always(StubScripts.text(ANSWER));
        proxy.garbageAfter(MIDST);
        assertThat(outcome(kind)).isEqualTo("provider_error");
        proxy.pass();
        stub.clear().always(reply -> begun(kind, reply).event("{not json").done());
        assertThat(outcome(kind)).isEqualTo("provider_error");
        assertThat(stub.bills()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLineOfTenMegabytesIsAFailure(Kind kind) {
        stub.always(reply -> {
            begun(kind, reply).bytes("data: ");
            for (int i = 0; i < 640; i++) {
                reply.bytes("x".repeat(16 * 1024));
            }
        });
        assertThat(outcome(kind)).isEqualTo("provider_error");
        assertThat(stub.bills()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anEndWithoutTheLastEventIsAnAnswerOnlyWhereTheFinishWasTold(Kind kind) {
        stub.always(reply -> begun(kind, reply).raw("0\r\n\r\n"));
        assertThat(outcome(kind)).isEqualTo("provider_error");
        stub.clear().always(reply -> {
            begun(kind, reply);
            if (kind == Kind.OPENAI) {
                reply.finish("stop");
            } else {
                reply.anthropic("message_delta", "{\"delta\":{\"stop_reason\":\"end_turn\"}}");
            }
            reply.raw("0\r\n\r\n");
        });
        assertThat(read(kind)).isEqualTo("Half");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSlowDripEndsAtTheTotalDeadline(Kind kind) {
        stub.always(StubScripts.text(ANSWER));
        proxy.drip(40, Duration.ofMillis(20));
        assertThat(outcome(kind)).isEqualTo("provider_timeout");
        assertThat(stub.bills()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLateButTimelyAnswerIsAnAnswer(Kind kind) {
        stub.always(StubScripts.text(ANSWER));
        proxy.delay(Duration.ofMillis(300));
        assertThat(read(kind)).isEqualTo(ANSWER);
        assertThat(stub.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void leavingClosesTheConnectionWithinASecond(Kind kind) throws Exception {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        stub.always(reply -> left.complete(begun(kind, reply).clientLeaves(Duration.ofSeconds(20))));
        ModelStream stream =
                model(kind, "http://" + proxy.place() + "/v1").prepare(PROMPT).open("answer-1");
        boolean begun = false;
        while (!begun) {
            begun = stream.next(PATIENCE).isPresent();
        }
        stream.close();
        assertThat(left.get(1, TimeUnit.SECONDS)).isTrue();
    }

    /** In the midst of an answer. */
    private static StubReply begun(Kind kind, StubReply reply) throws IOException {
        reply.events();
        if (kind == Kind.ANTHROPIC) {
            reply.messageStart(10, 0, 0);
        }
        return reply.piece("Half");
    }
}
