package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.testing.ModelStub;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client of OpenAI-compatible servers against one that does what servers do, and worse. */
class OpenAiModelTest {

    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Deadlines SHORT =
            new Deadlines(Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(3));
    private static final Prompt PROMPT = new Prompt(
            List.of(Prompt.Message.system("rules"), Prompt.Message.user("naïve €?")),
            new Sampling(Optional.of(7), Optional.of(0.5), Optional.empty(), List.of(), Optional.empty()));

    private final ModelStub stub = new ModelStub();

    @AfterEach
    void close() {
        stub.close();
    }

    private LanguageModel model(Deadlines deadlines) {
        return new LanguageModels(new ProviderAddresses(Set.of(stub.place())))
                .openAi(new OpenAiEndpoint(stub.baseUrl(), "tiny", Optional.of("secret-key"), deadlines));
    }

    private static String read(ModelStream stream) {
        StringBuilder text = new StringBuilder();
        while (!stream.ended()) {
            stream.next(PATIENCE).ifPresent(text::append);
        }
        return text.toString();
    }

    private Problem.Unavailable failure(Deadlines deadlines) {
        return catchThrowableOfType(Problem.Unavailable.class, () -> {
            try (ModelStream stream = model(deadlines).prepare(PROMPT).open()) {
                read(stream);
            }
        });
    }

    private void failed() {
        Problem.Unavailable failure = failure(Deadlines.USUAL);
        assertThat(failure.code()).isEqualTo("provider_error");
        assertThat(failure.reason()).isEqualTo(Reason.UPSTREAM_FAILED);
    }

    private void tooSlow() {
        Problem.Unavailable failure = failure(SHORT);
        assertThat(failure.code()).isEqualTo("provider_timeout");
        assertThat(failure.reason()).isEqualTo(Reason.UPSTREAM_TIMEOUT);
    }

    @Test
    void anAnswerIsReadWithItsUsageAndItsIds() {
        stub.next(reply -> reply.events()
                .piece("Hel")
                .piece("lo €")
                .finish("stop")
                .usage(20, 5, 3)
                .done());
        LanguageModel.Call call = model(Deadlines.USUAL).prepare(PROMPT);
        try (ModelStream stream = call.open()) {
            assertThat(read(stream)).isEqualTo("Hello €");
            Completion completion = stream.completion();
            assertThat(completion.finishReason()).contains("stop");
            assertThat(completion.usage()).contains(new TokenCount(20, 5, 3));
            assertThat(completion.requestId()).contains("req-stub-1");
            assertThat(completion.responseId()).contains("stub-1");
            assertThat(completion.firstTokenMillis()).isPresent();
        }
        ModelStub.Request request = stub.requests().get(0);
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.body())
                .isEqualTo(call.sent())
                .contains("naïve €?", "\"max_tokens\":7", "\"include_usage\":true");
        assertThat(request.headers()).containsEntry("Authorization", "Bearer secret-key");
        assertThat(call.sent()).doesNotContain("secret-key");
    }

    @Test
    void anAnswerWithoutUsageOrLastEventIsStillWhole() {
        stub.next(reply -> {
            reply.events().piece("So.").finish("stop").raw("0\r\n\r\n");
        });
        try (ModelStream stream = model(Deadlines.USUAL).prepare(PROMPT).open()) {
            assertThat(read(stream)).isEqualTo("So.");
            assertThat(stream.completion().usage()).isEmpty();
        }
    }

    @Test
    void refusalsOfTheProviderAreFailures() {
        for (int status : new int[] {400, 401, 404, 500, 503}) {
            stub.next(reply -> reply.status(status, "{\"error\":{\"message\":\"secret inner words\"}}"));
            failed();
        }
    }

    @Test
    void aProviderThatIsNotThereIsAFailure() {
        stub.close();
        failed();
    }

    @Test
    void anAnswerThatBreaksOffIsAFailureNotAnEnd() {
        stub.next(reply -> reply.events().piece("Half").breakOff());
        failed();
        stub.next(reply -> {
            reply.events().piece("Half").raw("0\r\n\r\n");
        });
        failed();
        stub.next(reply -> reply.events().piece("Half").done());
        failed();
    }

    @Test
    void somethingThatIsNoEventIsAFailure() {
        stub.next(reply -> reply.events().event("{not json").done());
        failed();
        stub.next(reply -> reply.events()
                .piece("a")
                .event("{\"error\":{\"message\":\"x\"}}")
                .done());
        failed();
    }

    @Test
    void aLineWithoutEndIsAFailureBeforeItFillsTheMemory() {
        stub.next(reply -> {
            reply.events();
            for (int i = 0; i < 200; i++) {
                reply.bytes("x".repeat(50_000));
            }
        });
        failed();
    }

    @Test
    void silenceIsATimeout() {
        CountDownLatch never = new CountDownLatch(1);
        stub.next(reply -> reply.await(never));
        tooSlow();
        stub.next(reply -> reply.events().await(never));
        tooSlow();
        stub.next(reply -> reply.events().piece("a").await(never));
        tooSlow();
        never.countDown();
    }

    @Test
    void aSlowDripEndsAtTheTotalDeadline() {
        stub.next(reply -> {
            reply.events();
            while (!reply.clientLeaves(Duration.ofMillis(100))) {
                reply.piece(".");
            }
        });
        long from = System.nanoTime();
        tooSlow();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    @Test
    void closingClosesTheConnectionToTheProvider() throws Exception {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        stub.next(reply -> left.complete(reply.events().piece("a").clientLeaves(Duration.ofSeconds(10))));
        ModelStream stream = model(Deadlines.USUAL).prepare(PROMPT).open();
        while (stream.next(PATIENCE).isEmpty()) {
            assertThat(stream.ended()).isFalse();
        }
        stream.close();
        assertThat(left.get(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingBeforeTheFirstWordClosesTheConnectionToo() throws Exception {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        stub.next(reply -> left.complete(reply.clientLeaves(Duration.ofSeconds(10))));
        ModelStream stream = model(Deadlines.USUAL).prepare(PROMPT).open();
        while (stub.requests().isEmpty()) {
            stream.next(PATIENCE);
        }
        stream.close();
        assertThat(left.get(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void privateAddressesAreRefusedUnlessTheOperatorOpensThem() {
        LanguageModel shut = new LanguageModels(new ProviderAddresses(Set.of()))
                .openAi(new OpenAiEndpoint(stub.baseUrl(), "tiny", Optional.empty(), SHORT));
        assertThatThrownBy(() -> read(shut.prepare(PROMPT).open())).isInstanceOf(Problem.Unavailable.class);
        assertThat(stub.requests()).isEmpty();
        ProviderAddresses addresses = new ProviderAddresses(Set.of("10.1.2.3:9000"));
        assertThat(addresses.refusal(URI.create("http://10.1.2.3:9000/v1"))).isNull();
        for (String host : List.of(
                "10.1.2.3",
                "127.0.0.1",
                "localhost",
                "169.254.169.254",
                "192.168.1.1",
                "172.16.0.1",
                "100.64.1.1",
                "0.0.0.0",
                "[::1]",
                "[fd00::1]",
                "[fe80::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::a00:1]",
                "2130706433")) {
            assertThat(addresses.refusal(URI.create("http://" + host + ":80/v1")))
                    .as(host)
                    .isNotNull();
        }
        assertThat(addresses.refusal(URI.create("http://8.8.8.8/v1"))).isNull();
    }

    @Test
    void theKeyStandsInNoText() {
        OpenAiEndpoint endpoint = new OpenAiEndpoint(stub.baseUrl(), "tiny", Optional.of("secret-key"), SHORT);
        assertThat(endpoint.toString()).doesNotContain("secret-key");
    }
}
