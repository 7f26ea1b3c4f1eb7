package io.groundwork.api;

import io.groundwork.testing.Api;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the replies of a running installation to OpenAI's own description of its API; run by {@code deploy/conformance openai}.
 * Every kind of reply is made once, by a tenant of its own and with a model that answers to the word.
 */
final class OpenAiConformance {

    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String WHOLE = "CreateChatCompletionResponse";
    private static final String CHUNK = "CreateChatCompletionStreamResponse";
    private static final String WEATHER =
            "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\"}}}]}";
    private static final String SHAPE =
            "{\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"w\",\"schema\":{\"type\":\"object\"}}}}";
    private static final String RAG = "{\"groundwork\":{\"mode\":\"rag\"}}";

    private final OpenAiSchemas schemas;
    private final Api asker;
    private final Api spender;
    private int held;
    private int failed;

    private OpenAiConformance(OpenAiSchemas schemas, AskedByClients asked) {
        this.schemas = schemas;
        this.asker = asked.person("asker");
        this.spender = asked.person("spender");
    }

    public static void main(String[] arguments) throws IOException {
        OpenAiSchemas schemas = new OpenAiSchemas(Path.of(arguments[0]));
        if (schemas.faults(WHOLE, JsonValue.EMPTY_JSON_OBJECT).isEmpty()) {
            throw new IllegalStateException("nothing is held to anything: an empty object passes as a completion");
        }
        try (AskedByClients asked = new AskedByClients()) {
            OpenAiConformance run = new OpenAiConformance(schemas, asked);
            run.answers();
            run.streams();
            run.embeddingsAndModels();
            run.refusals();
            System.out.printf("%d replies held, %d failed%n", run.held, run.failed);
            System.exit(run.failed == 0 && run.held > 0 ? 0 : 1);
        }
    }

    private void answers() {
        whole("an answer", "Hello?", "{}");
        whole("a tool call", "Umbrella?", WEATHER);
        whole("an answer of a shape", "How is the weather?", SHAPE);
        whole("an answer with citations", AskedByClients.QUESTION_WITH_SOURCES, RAG);
        whole("an abstention", "Who invented the wheelbarrow in the year 231?", RAG);
    }

    private void whole(String what, String question, String more) {
        hold(what, WHOLE, 200, asker.post(COMPLETIONS, question(question, more, false)));
    }

    private void streams() {
        stream("a stream", "Hello?", "{}");
        stream("a stream of a tool call", "Umbrella?", WEATHER);
        stream("a stream with citations", AskedByClients.QUESTION_WITH_SOURCES, RAG);
    }

    private void stream(String what, String question, String more) {
        Api.Reply reply = asker.post(COMPLETIONS, question(question, more, true));
        List<String> faults = new ArrayList<>();
        int chunks = 0;
        for (String line : reply.body().split("\n")) {
            if (line.startsWith("data: {")) {
                faults.addAll(schemas.faults(CHUNK, json(line.substring("data: ".length()))));
                chunks++;
            }
        }
        if (chunks < 3 || !reply.body().endsWith("data: [DONE]\n\n")) {
            faults.add("only " + chunks + " chunks, or no end");
        }
        tell(what + " (" + chunks + " chunks)", CHUNK, faults);
    }

    private void embeddingsAndModels() {
        JsonObject texts = json("{\"model\":\"" + AskedByClients.EMBEDDING_MODEL + "\",\"input\":[\"one\",\"two\"]}");
        hold("embeddings", "CreateEmbeddingResponse", 200, asker.post("/v1/embeddings", texts));
        hold("the models", "ListModelsResponse", 200, asker.get("/v1/models"));
        hold("a model", "Model", 200, asker.get("/v1/models/assistant"));
    }

    private void refusals() {
        refusal("a wrong field", 400, asker.post(COMPLETIONS, question("x", "{\"n\":3}", false)));
        refusal("no JSON", 400, asker.send("POST", COMPLETIONS, "{"));
        refusal("nobody", 401, Api.nobody().post(COMPLETIONS, question("x", "{}", false)));
        refusal("a wrong key", 401, new Api("gw_wrong").post(COMPLETIONS, question("x", "{}", false)));
        refusal("a closed model", 403, asker.post(COMPLETIONS, question("x", "{\"model\":\"gpt-9\"}", false)));
        refusal("an absent model", 404, asker.get("/v1/models/gpt-9"));
        refusal("a wrong method", 405, asker.get(COMPLETIONS));
        refusal("too long a question", 413, asker.post(COMPLETIONS, question("why ".repeat(10_000), "{}", false)));
        refusal(
                "a failed provider",
                502,
                asker.post(COMPLETIONS, question(AskedByClients.FAILING_QUESTION, "{}", false)));
        spender.post(COMPLETIONS, question(AskedByClients.DEAR_QUESTION, "{}", false));
        refusal("a spent quota", 429, spender.post(COMPLETIONS, question("x", "{}", false)));
    }

    private void refusal(String what, int status, Api.Reply reply) {
        hold(what, "ErrorResponse", status, reply);
    }

    private void hold(String what, String schema, int status, Api.Reply reply) {
        List<String> faults = new ArrayList<>();
        if (reply.status() != status) {
            faults.add("status " + reply.status() + ": " + reply.body());
        }
        faults.addAll(schemas.faults(schema, json(reply.body())));
        tell(what + " (" + status + ")", schema, faults);
    }

    private void tell(String what, String schema, List<String> faults) {
        held++;
        failed += faults.isEmpty() ? 0 : 1;
        System.out.printf("%-6s  %-36s  %s%n", faults.isEmpty() ? "ok" : "FAILED", what, schema);
        faults.stream().distinct().forEach(fault -> System.out.println("        " + fault));
    }

    private static JsonObject question(String text, String more, boolean stream) {
        JsonObjectBuilder question = Json.createObjectBuilder()
                .add("model", "assistant")
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("role", "user")
                                        .add("content", text)));
        if (stream) {
            question.add("stream", true)
                    .add("stream_options", Json.createObjectBuilder().add("include_usage", true));
        }
        for (var field : json(more).entrySet()) {
            JsonValue value = field.getValue();
            question.add(field.getKey(), value);
        }
        return question.build();
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
