package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.testing.ModelStub;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
            try (ModelStream stream = model(deadlines).prepare(PROMPT).open("answer-1")) {
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
        try (ModelStream stream = call.open("answer-1")) {
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
        assertThat(request.headers())
                .containsEntry("Authorization", "Bearer secret-key")
                .containsEntry("X-Client-Request-Id", "answer-1");
        assertThat(call.sent()).doesNotContain("secret-key");
    }

    @Test
    void anAnswerWithoutUsageOrLastEventIsStillWhole() {
        stub.next(reply -> {
            reply.events().piece("So.").finish("stop").raw("0\r\n\r\n");
        });
        try (ModelStream stream = model(Deadlines.USUAL).prepare(PROMPT).open("answer-1")) {
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
        ModelStream stream = model(Deadlines.USUAL).prepare(PROMPT).open("answer-1");
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
        ModelStream stream = model(Deadlines.USUAL).prepare(PROMPT).open("answer-1");
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
        assertThatThrownBy(() -> read(shut.prepare(PROMPT).open("answer-1"))).isInstanceOf(Problem.Unavailable.class);
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

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private static JsonArray array(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readArray();
    }

    @Test
    void whatTheCallerAsksForIsPassedOn() {
        JsonArray offered = array("[{'type':'function','function':{'name':'find'}}]");
        JsonArray asked = array("[{'id':'c1','type':'function','function':{'name':'find','arguments':'{}'}}]");
        Prompt prompt = new Prompt(
                List.of(
                        Prompt.Message.user("?"),
                        new Prompt.Message(Prompt.Speaker.ASSISTANT, "", asked, Optional.empty()),
                        new Prompt.Message(
                                Prompt.Speaker.TOOL, "found", JsonValue.EMPTY_JSON_ARRAY, Optional.of("c1"))),
                new Sampling(Optional.empty(), Optional.empty(), Optional.of(0.9), List.of("END"), Optional.of(3L)),
                Optional.of(json("{'type':'json_object'}")),
                Optional.of(new Prompt.Tools(offered, Optional.of(Json.createValue("auto")), Optional.of(false))),
                0);
        assertThat(json(model(SHORT).prepare(prompt).sent()))
                .isEqualTo(json("{'model':'tiny','messages':[{'role':'user','content':'?'},"
                        + "{'role':'assistant','content':null,'tool_calls':" + asked + "},"
                        + "{'role':'tool','content':'found','tool_call_id':'c1'}],"
                        + "'top_p':0.9,'stop':['END'],'seed':3,'response_format':{'type':'json_object'},"
                        + "'tools':" + offered + ",'tool_choice':'auto','parallel_tool_calls':false,"
                        + "'stream':true,'stream_options':{'include_usage':true}}"));
    }

    @Test
    void withoutOptionsNothingIsSentButTheMessages() {
        Prompt plain = new Prompt(List.of(Prompt.Message.user("?")), Sampling.USUAL);
        assertThat(model(SHORT).prepare(plain).sent())
                .isEqualTo("{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}],"
                        + "\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    }

    @Test
    void theLimitHasTheNameThatTheServerKnows() {
        for (List<String> server : List.of(
                List.of("https://api.openai.com/v1", "max_completion_tokens"),
                List.of("http://vllm.example:8000/v1", "max_tokens"))) {
            OpenAiEndpoint endpoint =
                    new OpenAiEndpoint(URI.create(server.get(0)), "tiny", Optional.empty(), Deadlines.USUAL);
            LanguageModel model = new LanguageModels(new ProviderAddresses(Set.of())).openAi(endpoint);
            assertThat(json(model.prepare(PROMPT).sent())).containsKey(server.get(1));
        }
    }

    @Test
    void requestsToTheCallerArePutTogetherWhereverTheBytesAreCut() {
        byte[] bytes = String.join(
                        "\n\n",
                        "data: {'id':'r','choices':[{'delta':{'role':'assistant','content':null,'tool_calls':[{'index':0,'id':'c1','type':'function','function':{'name':'find','arguments':''}}]}}]}",
                        "data: {'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{\\'q\\':'}}]}}]}",
                        "data: {'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'arguments':'\\'é\\'}'}}]}}]}",
                        "data: {'choices':[{'delta':{'tool_calls':[{'index':1,'id':'c2','type':'function','function':{'name':'now','arguments':'{}'}}]}}]}",
                        "data: {'choices':[{'delta':{'tool_calls':[{'index':1,'id':'c3','type':'function','function':{'name':'here'}}]}}]}",
                        "data: {'choices':[{'delta':{},'finish_reason':'tool_calls'}]}",
                        "data: {'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':8,'completion_tokens_details':{'reasoning_tokens':5}}}",
                        "data: [DONE]\n\n")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < bytes.length; cut++) {
            OpenAiEvents events = new OpenAiEvents();
            EventLines lines = new EventLines(10_000);
            lines.feed(ByteBuffer.wrap(bytes, 0, cut)).forEach(events::accept);
            lines.feed(ByteBuffer.wrap(bytes, cut, bytes.length - cut)).forEach(events::accept);
            Completion completion = events.completion(Optional.empty(), Optional.empty(), true);
            assertThat(events.ended()).as("cut at %d", cut).isTrue();
            assertThat(completion.finishReason()).contains("tool_calls");
            assertThat(completion.usage()).contains(new TokenCount(9, 0, 0, 8, 5));
            assertThat(completion.toolCalls())
                    .isEqualTo(array(
                            "[{'id':'c1','type':'function','function':{'name':'find','arguments':'{\\'q\\':\\'é\\'}'}},"
                                    + "{'id':'c2','type':'function','function':{'name':'now','arguments':'{}'}},"
                                    + "{'id':'c3','type':'function','function':{'name':'here','arguments':'{}'}}]"));
        }
    }

    @Test
    void aServerThatDoesNotStreamIsReadWhole() {
        stub.next(reply -> reply.status(
                200,
                "\n {\"id\":\"r1\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Whole €.\"},"
                        + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":2}}"));
        try (ModelStream stream = model(Deadlines.USUAL).prepare(PROMPT).open("answer-1")) {
            assertThat(read(stream)).isEqualTo("Whole €.");
            assertThat(stream.completion().usage()).contains(new TokenCount(4, 0, 2));
            assertThat(stream.completion().responseId()).contains("r1");
        }
        stub.next(reply -> reply.status(200, "{\"choices\":[{\"message\":{\"content\":\"no end\"}}]}"));
        failed();
        stub.next(reply -> reply.status(200, "{\"error\":{\"message\":\"x\"}}"));
        failed();
        stub.next(reply -> reply.status(200, "{\"choices\":["));
        failed();
    }

    @Test
    void thoughtsAreCountedWhereverTheServerCountsThem() {
        EventJson inside = new EventJson(json("{'prompt_tokens':10,'completion_tokens':7,'total_tokens':17,"
                + "'completion_tokens_details':{'reasoning_tokens':4}}"));
        EventJson beside = new EventJson(json("{'prompt_tokens':10,'completion_tokens':3,'total_tokens':17,"
                + "'completion_tokens_details':{'reasoning_tokens':4}}"));
        assertThat(UsageTold.openAi(inside)).contains(new TokenCount(10, 0, 0, 7, 4));
        assertThat(UsageTold.openAi(beside)).contains(new TokenCount(10, 0, 0, 7, 4));
    }

    @Test
    void countsThatCannotBeTrueAreNotTold() {
        for (String usage : List.of(
                "{}",
                "{'prompt_tokens':-1,'completion_tokens':3}",
                "{'prompt_tokens':5,'completion_tokens':3,'prompt_tokens_details':{'cached_tokens':6}}",
                "{'prompt_tokens':5,'completion_tokens':3,'completion_tokens_details':{'reasoning_tokens':4}}",
                "{'prompt_tokens':'5','completion_tokens':null}")) {
            assertThat(UsageTold.openAi(new EventJson(json(usage)))).as(usage).isEmpty();
        }
    }

    @Test
    void anAnswerThatBeginsWithThoughtsHasBegun() {
        stub.next(reply -> {
            reply.events();
            for (int i = 0; i < 6; i++) {
                reply.event("{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}");
                reply.clientLeaves(Duration.ofMillis(100));
            }
            reply.piece("So.").finish("stop").done();
        });
        try (ModelStream stream = model(SHORT).prepare(PROMPT).open("answer-1")) {
            assertThat(read(stream)).isEqualTo("So.");
            assertThat(stream.completion().firstTokenMillis().orElseThrow()).isGreaterThanOrEqualTo(400);
        }
    }
}
