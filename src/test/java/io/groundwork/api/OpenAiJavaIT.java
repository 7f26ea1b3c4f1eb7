package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.groundwork.testing.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client, as it comes. */
class OpenAiJavaIT {

    private static final List<OpenAIClient> CLIENTS = new ArrayList<>();

    private static AskedByClients asked;
    private static OpenAIClient client;

    /** What structured outputs are read into; the client makes the schema from it. */
    public static class Weather {
        public String city;
        public int degrees;
    }

    @BeforeAll
    static void anAssistantAndAClient() {
        asked = new AskedByClients();
        client = client(asked.person("olive").key());
    }

    @AfterAll
    static void close() {
        CLIENTS.forEach(OpenAIClient::close);
        asked.close();
    }

    private static OpenAIClient client(String key) {
        OpenAIClient made = OpenAIOkHttpClient.builder()
                .baseUrl(AskedByClients.base())
                .apiKey(key)
                .maxRetries(0)
                .build();
        CLIENTS.add(made);
        return made;
    }

    private static ChatCompletionCreateParams.Builder question(String text) {
        return ChatCompletionCreateParams.builder().model("assistant").addUserMessage(text);
    }

    private static ChatCompletion ask(ChatCompletionCreateParams question) {
        return client.chat().completions().create(question).validate();
    }

    @Test
    void anAnswerIsRead() {
        ChatCompletion answer = ask(
                question("Hello?").seed(7).stop("END").maxCompletionTokens(50).build());
        ChatCompletion.Choice choice = answer.choices().get(0);
        assertThat(choice.message().content()).contains(AskedByClients.GREETING);
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(40);
        assertThat(answer.usage()
                        .orElseThrow()
                        .promptTokensDetails()
                        .orElseThrow()
                        .cachedTokens())
                .contains(10L);
        assertThat(answer._additionalProperties()).containsKey("groundwork");
    }

    @Test
    void aStreamIsGathered() {
        ChatCompletionAccumulator gathered = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams question = question("Hello?")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(question)) {
            chunks.stream().forEach(chunk -> gathered.accumulate(chunk.validate()));
        }
        ChatCompletion answer = gathered.chatCompletion();
        assertThat(answer.choices().get(0).message().content()).contains(AskedByClients.GREETING);
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(5);
    }

    @Test
    void aToolIsCalledAndItsResultTold() {
        ChatCompletionCreateParams.Builder talk = question("Do I need an umbrella?")
                .addFunctionTool(FunctionDefinition.builder()
                        .name("weather")
                        .description("Tells the weather of a city")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                        .build());
        ChatCompletion.Choice first = ask(talk.build()).choices().get(0);
        assertThat(first.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        ChatCompletionMessageFunctionToolCall call =
                first.message().toolCalls().orElseThrow().get(0).asFunction();
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Oskerby\"}");
        talk.addMessage(first.message())
                .addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content(AskedByClients.TOOL_SAID)
                        .build());
        assertThat(ask(talk.build()).choices().get(0).message().content()).contains(AskedByClients.AFTER_TOOL);
    }

    @Test
    void aToolCallIsGatheredFromAStream() {
        ChatCompletionAccumulator gathered = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams question = question("Do I need an umbrella?")
                .addFunctionTool(FunctionDefinition.builder().name("weather").build())
                .build();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(question)) {
            chunks.stream().forEach(gathered::accumulate);
        }
        ChatCompletion.Choice choice = gathered.chatCompletion().choices().get(0);
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(choice.message()
                        .toolCalls()
                        .orElseThrow()
                        .get(0)
                        .asFunction()
                        .function()
                        .arguments())
                .isEqualTo("{\"city\":\"Oskerby\"}");
    }

    @Test
    void aShapedAnswerBecomesAnObject() {
        Weather weather = client.chat()
                .completions()
                .create(question("How is the weather?")
                        .responseFormat(Weather.class)
                        .build())
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();
        assertThat(weather.city).isEqualTo("Oskerby");
        assertThat(weather.degrees).isEqualTo(21);
    }

    @Test
    void citationsComeAsAnnotations() {
        ChatCompletion answer = ask(question(AskedByClients.QUESTION_WITH_SOURCES)
                .putAdditionalBodyProperty("groundwork", JsonValue.from(Map.of("mode", "rag")))
                .build());
        assertThat(answer.choices().get(0).message().content().orElseThrow()).contains("27 days");
        assertThat(answer.choices().get(0).message().annotations().orElseThrow())
                .singleElement()
                .satisfies(annotation ->
                        assertThat(annotation.urlCitation().title()).isEqualTo("Leave"));
    }

    @Test
    void textsBecomeVectors() {
        CreateEmbeddingResponse vectors = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(AskedByClients.EMBEDDING_MODEL)
                        .inputOfArrayOfStrings(List.of("Annual leave", "Glass blowing"))
                        .build())
                .validate();
        assertThat(vectors.data()).hasSize(2);
        List<Float> vector = vectors.data().get(0).embedding();
        assertThat(vector).hasSize(384);
        assertThat(vector.stream().mapToDouble(value -> value * value).sum()).isEqualTo(1, offset(1e-4));
        assertThat(vectors.usage().promptTokens()).isPositive();
    }

    @Test
    void modelsAreListed() {
        assertThat(client.models().list().autoPager().stream().map(Model::id))
                .contains("assistant", AskedByClients.ALIAS, AskedByClients.EMBEDDING_MODEL);
    }

    private static <T extends OpenAIServiceException> T refused(
            Class<T> type, OpenAIClient by, ChatCompletionCreateParams question) {
        T refusal = catchThrowableOfType(type, () -> by.chat().completions().create(question));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    @Test
    void refusalsAreTheClientsOwnExceptions() {
        OpenAIClient stranger = client("gw_wrong");
        assertThat(refused(
                                UnauthorizedException.class,
                                stranger,
                                question("Hello?").build())
                        .code())
                .contains("invalid_api_key");
        assertThat(refused(
                                PermissionDeniedException.class,
                                client,
                                question("Hello?").model("gpt-9").build())
                        .code())
                .contains("model_not_allowed");
        BadRequestException bad = refused(
                BadRequestException.class,
                client,
                question("Hello?").maxCompletionTokens(1L << 31).build());
        assertThat(bad.param()).contains("max_completion_tokens");
        InternalServerException failed = refused(
                InternalServerException.class,
                client,
                question(AskedByClients.FAILING_QUESTION).build());
        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(failed.code()).contains("provider_error");
        NotFoundException absent = catchThrowableOfType(NotFoundException.class, () -> client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("text-embedding-3-small")
                        .input("x")
                        .build()));
        assertThat(absent.code()).contains("model_not_found");
    }

    @Test
    void whoAskedTooMuchIsToldWhenToComeBack() {
        Api spender = asked.person("spender");
        OpenAIClient own = client(spender.key());
        own.chat().completions().create(question(AskedByClients.DEAR_QUESTION).build());
        RateLimitException later =
                refused(RateLimitException.class, own, question("Hello?").build());
        assertThat(later.code()).contains("rate_limited");
        assertThat(Integer.parseInt(later.headers().values("retry-after").get(0)))
                .isBetween(1, 60);
        assertThat(later.headers().values("x-ratelimit-remaining-tokens")).containsExactly("0");
    }
}
