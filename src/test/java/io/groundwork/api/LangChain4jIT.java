package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.catalog.ModelDescription;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** LangChain4j's client of OpenAI's API, as it comes. */
class LangChain4jIT {

    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("weather")
            .description("Tells the weather of a city")
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .required("city")
                    .build())
            .build();

    private static AskedByClients asked;
    private static String key;

    @BeforeAll
    static void anAssistant() {
        asked = new AskedByClients();
        key = asked.person("lena").key();
    }

    @AfterAll
    static void close() {
        asked.close();
    }

    private static OpenAiChatModel.OpenAiChatModelBuilder model(String key) {
        return OpenAiChatModel.builder()
                .baseUrl(AskedByClients.base())
                .apiKey(key)
                .modelName("assistant")
                .maxRetries(0);
    }

    @Test
    void anAnswerIsRead() {
        ChatResponse answer = model(key).seed(7).build().chat(UserMessage.from("Hello?"));
        assertThat(answer.aiMessage().text()).isEqualTo(AskedByClients.GREETING);
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.tokenUsage().inputTokenCount()).isEqualTo(40);
    }

    /** What came, piece by piece, and the whole. */
    private static final class Gathering implements StreamingChatResponseHandler {

        private final List<String> pieces = new ArrayList<>();
        private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String piece) {
            pieces.add(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }
    }

    private static Gathering stream(ChatRequest question) throws Exception {
        Gathering gathering = new Gathering();
        OpenAiStreamingChatModel.builder()
                .baseUrl(AskedByClients.base())
                .apiKey(key)
                .modelName("assistant")
                .build()
                .chat(question, gathering);
        gathering.whole.get(60, TimeUnit.SECONDS);
        return gathering;
    }

    @Test
    void aStreamIsGathered() throws Exception {
        Gathering gathered = stream(
                ChatRequest.builder().messages(UserMessage.from("Hello?")).build());
        assertThat(String.join("", gathered.pieces)).isEqualTo(AskedByClients.GREETING);
        assertThat(gathered.whole.get().aiMessage().text()).isEqualTo(AskedByClients.GREETING);
        assertThat(gathered.whole.get().tokenUsage().outputTokenCount()).isEqualTo(5);
    }

    @Test
    void aToolIsCalledAndItsResultTold() {
        ChatModel model = model(key).build();
        UserMessage question = UserMessage.from("Do I need an umbrella?");
        ChatResponse first = model.chat(ChatRequest.builder()
                .messages(question)
                .toolSpecifications(WEATHER)
                .build());
        assertThat(first.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        ToolExecutionRequest call = first.aiMessage().toolExecutionRequests().get(0);
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Oskerby\"}");
        ChatResponse second = model.chat(ChatRequest.builder()
                .messages(question, first.aiMessage(), ToolExecutionResultMessage.from(call, AskedByClients.TOOL_SAID))
                .toolSpecifications(WEATHER)
                .build());
        assertThat(second.aiMessage().text()).isEqualTo(AskedByClients.AFTER_TOOL);
    }

    @Test
    void aToolCallIsGatheredFromAStream() throws Exception {
        Gathering gathered = stream(ChatRequest.builder()
                .messages(UserMessage.from("Do I need an umbrella?"))
                .toolSpecifications(WEATHER)
                .build());
        assertThat(gathered.whole.get().aiMessage().toolExecutionRequests())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).isEqualTo("{\"city\":\"Oskerby\"}"));
    }

    @Test
    void aShapedAnswerHasItsShape() {
        JsonSchema schema = JsonSchema.builder()
                .name("Weather")
                .rootElement(JsonObjectSchema.builder()
                        .addStringProperty("city")
                        .addIntegerProperty("degrees")
                        .required("city", "degrees")
                        .build())
                .build();
        ChatResponse answer = model(key)
                .strictJsonSchema(true)
                .build()
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("How is the weather?"))
                        .responseFormat(ResponseFormat.builder()
                                .type(ResponseFormatType.JSON)
                                .jsonSchema(schema)
                                .build())
                        .build());
        assertThat(answer.aiMessage().text()).isEqualTo(AskedByClients.SHAPED);
    }

    @Test
    void textsBecomeVectors() {
        Response<List<Embedding>> vectors = OpenAiEmbeddingModel.builder()
                .baseUrl(AskedByClients.base())
                .apiKey(key)
                .modelName(AskedByClients.EMBEDDING_MODEL)
                .build()
                .embedAll(List.of(TextSegment.from("Annual leave"), TextSegment.from("Glass blowing")));
        assertThat(vectors.content()).hasSize(2).allSatisfy(vector -> assertThat(vector.vector())
                .hasSize(384));
        assertThat(vectors.tokenUsage().inputTokenCount()).isPositive();
    }

    @Test
    void modelsAreListed() {
        assertThat(OpenAiModelCatalog.builder()
                        .baseUrl(AskedByClients.base())
                        .apiKey(key)
                        .build()
                        .listModels())
                .extracting(ModelDescription::name)
                .contains("assistant", AskedByClients.ALIAS, AskedByClients.EMBEDDING_MODEL);
    }

    @Test
    void refusalsAreTheClientsOwnExceptions() {
        assertThatThrownBy(() -> model("gw_wrong").build().chat("Hello?")).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> model(key).maxTokens(-1).build().chat("Hello?"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("max_tokens");
        assertThatThrownBy(() -> model(key).build().chat(AskedByClients.FAILING_QUESTION))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("provider_error");
        String spender = asked.person("spender").key();
        model(spender).build().chat(AskedByClients.DEAR_QUESTION);
        assertThatThrownBy(() -> model(spender).build().chat("Hello?")).isInstanceOf(RateLimitException.class);
    }
}
