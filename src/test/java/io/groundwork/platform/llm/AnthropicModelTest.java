package io.groundwork.platform.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubReply;
import io.groundwork.testing.StubScripts;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client of Anthropic's Messages API: what it sends, and what it makes of what comes. */
class AnthropicModelTest {

    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Prompt PROMPT =
            new Prompt(List.of(Prompt.Message.system("rules"), Prompt.Message.user("naïve €?")), Sampling.USUAL);

    private final ModelStub stub = new ModelStub();

    @AfterEach
    void close() {
        stub.close();
    }

    private LanguageModel model() {
        return new LanguageModels(new ProviderAddresses(Set.of(stub.place())))
                .anthropic(new AnthropicEndpoint(stub.baseUrl(), "small", Optional.of("secret-key"), Deadlines.USUAL));
    }

    private static String read(ModelStream stream) {
        StringBuilder text = new StringBuilder();
        while (!stream.ended()) {
            stream.next(PATIENCE).ifPresent(text::append);
        }
        return text.toString();
    }

    private record Answer(String text, Completion completion) {}

    private Answer answer(Prompt prompt) {
        try (ModelStream stream = model().prepare(prompt).open("answer-1")) {
            return new Answer(read(stream), stream.completion());
        }
    }

    private Problem.Unavailable failure() {
        return catchThrowableOfType(Problem.Unavailable.class, () -> answer(PROMPT));
    }

    private JsonObject sent(Prompt prompt) {
        return json(model().prepare(prompt).sent());
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private static JsonArray array(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readArray();
    }

    @Test
    void anAnswerIsReadWithItsUsageAndItsIds() {
        stub.next(reply -> reply.events()
                .messageStart(20, 5, 3)
                .anthropic("ping", "{}")
                .piece("Hel")
                .piece("lo €")
                .messageEnd("end_turn", 9));
        LanguageModel.Call call = model().prepare(PROMPT);
        try (ModelStream stream = call.open("answer-1")) {
            assertThat(read(stream)).isEqualTo("Hello €");
            Completion completion = stream.completion();
            assertThat(completion.finishReason()).contains("stop");
            assertThat(completion.usage()).contains(new TokenCount(28, 5, 3, 9, 0));
            assertThat(completion.requestId()).contains("req-stub-1");
            assertThat(completion.responseId()).contains("msg-stub-1");
            assertThat(completion.firstTokenMillis()).isPresent();
            assertThat(completion.toolCalls()).isEmpty();
        }
        ModelStub.Request request = stub.requests().get(0);
        assertThat(request.path()).isEqualTo("/v1/messages");
        assertThat(request.body()).isEqualTo(call.sent()).contains("naïve €?");
        assertThat(request.headers())
                .containsEntry("x-api-key", "secret-key")
                .containsEntry("X-Client-Request-Id", "answer-1")
                .containsEntry("anthropic-version", "2023-06-01")
                .doesNotContainKey("Authorization");
        assertThat(call.sent()).doesNotContain("secret-key");
    }

    @Test
    void theAddressIsTheSameWithAndWithoutItsVersion() {
        for (String base : List.of("https://models.example", "https://models.example/", "https://models.example/v1")) {
            assertThat(new AnthropicEndpoint(URI.create(base), "small", Optional.empty(), Deadlines.USUAL).messages())
                    .isEqualTo(URI.create("https://models.example/v1/messages"));
        }
    }

    @Test
    void theAnswerIsTheSameWhereverTheBytesAreCut() {
        byte[] bytes = whole();
        for (int cut = 1; cut < bytes.length; cut++) {
            AnthropicEvents events = new AnthropicEvents();
            EventLines lines = new EventLines(10_000);
            StringBuilder text = new StringBuilder();
            for (byte[] part : List.of(Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length))) {
                lines.feed(java.nio.ByteBuffer.wrap(part)).forEach(events::accept);
                while (!events.isEmpty()) {
                    events.take().ifPresent(text::append);
                }
            }
            assertThat(text).as("cut at %d", cut).hasToString("So: 😀€.");
            assertThat(events.ended()).isTrue();
            Completion completion = events.completion(Optional.empty(), Optional.empty(), true);
            assertThat(completion.usage()).contains(new TokenCount(12, 4, 0, 21, 0));
            assertThat(completion.finishReason()).contains("tool_calls");
            assertThat(completion.toolCalls())
                    .isEqualTo(
                            array(
                                    "[{'id':'toolu_1','type':'function','function':{'name':'find','arguments':'{\\'q\\':\\'é\\'}'}},"
                                            + "{'id':'toolu_2','type':'function','function':{'name':'now','arguments':'{}'}}]"));
        }
    }

    private static byte[] whole() {
        return String.join(
                        "\n\n",
                        "event: message_start\ndata: {'type':'message_start','message':{'id':'m','usage':{'input_tokens':8,'cache_read_input_tokens':4,'output_tokens':1}}}",
                        "event: content_block_start\ndata: {'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':''}}",
                        "event: content_block_delta\ndata: {'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'hm'}}",
                        "event: content_block_stop\ndata: {'type':'content_block_stop','index':0}",
                        "event: content_block_start\ndata: {'type':'content_block_start','index':1,'content_block':{'type':'text','text':''}}",
                        "event: ping\ndata: {'type':'ping'}",
                        "event: content_block_delta\ndata: {'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'So: 😀'}}",
                        "event: content_block_delta\ndata: {'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'€.'}}",
                        "event: content_block_start\ndata: {'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'toolu_1','name':'find','input':{}}}",
                        "event: content_block_delta\ndata: {'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':''}}",
                        "event: content_block_delta\ndata: {'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'{\\'q\\':'}}",
                        "event: content_block_delta\ndata: {'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'\\'é\\'}'}}",
                        "event: content_block_start\ndata: {'type':'content_block_start','index':3,'content_block':{'type':'tool_use','id':'toolu_2','name':'now','input':{}}}",
                        "event: some_new_kind\ndata: {'type':'some_new_kind','x':1}",
                        "event: message_delta\ndata: {'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':21}}",
                        "event: message_stop\ndata: {'type':'message_stop'}\n\n")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void rulesStandBesideTheMessagesAndOneSideSpeaksOnceInARow() {
        JsonObject body = sent(new Prompt(
                List.of(
                        Prompt.Message.system("rules"),
                        Prompt.Message.user("one"),
                        Prompt.Message.user("two"),
                        Prompt.Message.assistant("three"),
                        Prompt.Message.user(""),
                        Prompt.Message.user("four")),
                new Sampling(Optional.of(7), Optional.of(1.5), Optional.of(0.9), List.of("END", " "), Optional.of(3L)),
                Optional.empty(),
                Optional.empty(),
                4));
        assertThat(body)
                .isEqualTo(json("{'model':'small','max_tokens':7,"
                        + "'system':[{'type':'text','text':'rules','cache_control':{'type':'ephemeral'}}],"
                        + "'messages':[{'role':'user','content':[{'type':'text','text':'one'},{'type':'text','text':'two'}]},"
                        + "{'role':'assistant','content':[{'type':'text','text':'three','cache_control':{'type':'ephemeral'}}]},"
                        + "{'role':'user','content':[{'type':'text','text':'four'}]}],"
                        + "'temperature':1.0,'stop_sequences':['END'],'stream':true}"));
    }

    @Test
    void withoutAnythingStableNothingIsMarkedAndTheLimitIsTheUsualOne() {
        JsonObject body = sent(PROMPT);
        assertThat(body.toString()).doesNotContain("cache_control");
        assertThat(body.getInt("max_tokens")).isEqualTo(4096);
    }

    @Test
    void toolsAreOfferedAndTheirResultsToldInItsOwnWords() {
        JsonArray asked = array("[{'id':'c1','type':'function','function':{'name':'find','arguments':'{\\'q\\':1}'}},"
                + "{'id':'c2','type':'function','function':{'name':'now','arguments':'no json'}}]");
        Prompt.Tools tools = new Prompt.Tools(
                array(
                        "[{'type':'function','function':{'name':'find','description':'Finds.','parameters':{'type':'object'}}},"
                                + "{'type':'function','function':{'name':'now'}}]"),
                Optional.of(Json.createValue("required")),
                Optional.of(false));
        JsonObject body = sent(new Prompt(
                List.of(
                        Prompt.Message.user("?"),
                        new Prompt.Message(Prompt.Speaker.ASSISTANT, "", asked, Optional.empty()),
                        new Prompt.Message(Prompt.Speaker.TOOL, "found", JsonValue.EMPTY_JSON_ARRAY, Optional.of("c1")),
                        new Prompt.Message(Prompt.Speaker.TOOL, "noon", JsonValue.EMPTY_JSON_ARRAY, Optional.of("c2"))),
                Sampling.USUAL,
                Optional.empty(),
                Optional.of(tools),
                0));
        assertThat(body.getJsonArray("tools"))
                .isEqualTo(array("[{'name':'find','description':'Finds.','input_schema':{'type':'object'}},"
                        + "{'name':'now','input_schema':{'type':'object','properties':{}}}]"));
        assertThat(body.getJsonObject("tool_choice"))
                .isEqualTo(json("{'type':'any','disable_parallel_tool_use':true}"));
        assertThat(body.getJsonArray("messages"))
                .isEqualTo(array("[{'role':'user','content':[{'type':'text','text':'?'}]},"
                        + "{'role':'assistant','content':[{'type':'tool_use','id':'c1','name':'find','input':{'q':1}},"
                        + "{'type':'tool_use','id':'c2','name':'now','input':{}}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'c1','content':'found'},"
                        + "{'type':'tool_result','tool_use_id':'c2','content':'noon'}]}]"));
    }

    @Test
    void aSchemaIsPassedOn() {
        JsonObject format = json("{'type':'json_schema','json_schema':{'name':'n','schema':{'type':'object'}}}");
        JsonObject body = sent(new Prompt(
                List.of(Prompt.Message.user("?")), Sampling.USUAL, Optional.of(format), Optional.empty(), 0));
        assertThat(body.getJsonObject("output_config"))
                .isEqualTo(json("{'format':{'type':'json_schema','schema':{'type':'object'}}}"));
    }

    @Test
    void whyItStoppedIsToldInOneLanguage() {
        for (List<String> words : List.of(
                List.of("end_turn", "stop"),
                List.of("stop_sequence", "stop"),
                List.of("max_tokens", "length"),
                List.of("model_context_window_exceeded", "length"),
                List.of("tool_use", "tool_calls"),
                List.of("refusal", "content_filter"))) {
            stub.next(reply -> reply.events().messageStart(1, 0, 0).piece("x").messageEnd(words.get(0), 1));
            assertThat(answer(PROMPT).completion().finishReason()).contains(words.get(1));
        }
    }

    @Test
    void anAnswerThatComesWholeIsReadAllTheSame() {
        stub.next(reply -> reply.status(
                200,
                "{\"id\":\"m1\",\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Yes.\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{\"a\":1}}],"
                        + "\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}"));
        Answer answer = answer(PROMPT);
        assertThat(answer.text()).isEqualTo("Yes.");
        assertThat(answer.completion().usage()).contains(new TokenCount(3, 0, 2));
        assertThat(answer.completion().toolCalls())
                .isEqualTo(array("[{'id':'t','type':'function','function':{'name':'f','arguments':'{\\'a\\':1}'}}]"));
    }

    @Test
    void theStubsOwnScriptsSpeakThisLanguageToo() {
        stub.next(StubScripts.text("two words", 10, 4, 2)).next(StubScripts.toolCall("find", "{\"q\":1}"));
        Answer said = answer(PROMPT);
        assertThat(said.text()).isEqualTo("two words");
        assertThat(said.completion().usage()).contains(new TokenCount(10, 4, 2));
        assertThat(stub.bills()).containsExactly(new ModelStub.Bill("small", 10, 4, 2));
        assertThat(answer(PROMPT).completion().toolCalls())
                .isEqualTo(array("[{'id':'call-stub-1','type':'function','function':{'name':'find','arguments':"
                        + "'{\\'q\\':1}'}}]"));
    }

    @Test
    void whatItCannotDoIsToldByItsKind() {
        for (List<String> kinds : List.of(
                List.of("overloaded_error", "provider_limited"),
                List.of("rate_limit_error", "provider_limited"),
                List.of("timeout_error", "provider_timeout"),
                List.of("api_error", "provider_error"))) {
            stub.next(reply -> error(reply.events().messageStart(1, 0, 0).piece("Half"), kinds.get(0)));
            assertThat(failure().code()).as(kinds.get(0)).isEqualTo(kinds.get(1));
        }
        for (int status : new int[] {429, 529}) {
            stub.next(reply -> reply.status(status, "{\"type\":\"error\"}"));
            Problem.Unavailable failure = failure();
            assertThat(failure.code()).isEqualTo("provider_limited");
            assertThat(ProviderStatus.of(failure)).hasValue(status);
        }
    }

    private static void error(StubReply reply, String kind) throws IOException {
        reply.anthropic("error", "{\"error\":{\"type\":\"" + kind + "\",\"message\":\"inner words\"}}");
    }

    @Test
    void anAnswerThatBreaksOffIsAFailureNotAnEnd() {
        stub.next(reply -> reply.events().messageStart(1, 0, 0).piece("Half").breakOff());
        assertThat(failure().code()).isEqualTo("provider_error");
        stub.next(reply -> {
            reply.events().messageStart(1, 0, 0).piece("Half").raw("0\r\n\r\n");
        });
        assertThat(failure().code()).isEqualTo("provider_error");
        stub.next(reply -> {
            reply.events().messageStart(1, 0, 0).piece("Half").anthropic("message_stop", "{}");
        });
        assertThat(failure().code()).isEqualTo("provider_error");
    }

    @Test
    void whatTheBeginningSaysOfTheOutputIsNotTheUsage() {
        stub.next(reply -> reply.events().messageStart(20, 5, 3).piece("Half").breakOff());
        try (ModelStream stream = model().prepare(PROMPT).open("answer-1")) {
            assertThatThrownBy(() -> read(stream)).isInstanceOf(Problem.Unavailable.class);
            assertThat(stream.completion().usage())
                    .as("not told, so that it is counted and marked as such")
                    .isEmpty();
        }
    }

    @Test
    void signsOfLifeAreNoAnswer() throws Exception {
        Deadlines shortOnes = new Deadlines(
                Duration.ofSeconds(1), Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(9));
        LanguageModel hasty = new LanguageModels(new ProviderAddresses(Set.of(stub.place())))
                .anthropic(new AnthropicEndpoint(stub.baseUrl(), "small", Optional.empty(), shortOnes));
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        stub.next(reply -> {
            reply.events().messageStart(1, 0, 0).piece("Half");
            while (!reply.clientLeaves(Duration.ofMillis(50))) {
                reply.anthropic("ping", "{}");
            }
            left.complete(true);
        });
        Problem.Unavailable failure = catchThrowableOfType(Problem.Unavailable.class, () -> {
            try (ModelStream stream = hasty.prepare(PROMPT).open("answer-1")) {
                read(stream);
            }
        });
        assertThat(failure.code()).isEqualTo("provider_timeout");
        assertThat(left.get(1, TimeUnit.SECONDS)).isTrue();
    }
}
