package io.groundwork.platform.llm;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A prompt in the words of Anthropic's Messages API: the rules stand beside the messages, what one side says in a row is one
 * message, and a mark says up to where the provider may keep the text ready for the next question.
 */
final class AnthropicRequest {

    /** The API demands a limit; this is what a long answer takes. */
    private static final int USUAL_OUTPUT = 4096;

    private static final JsonObject KEPT =
            Json.createObjectBuilder().add("type", "ephemeral").build();

    private final Prompt prompt;
    private final int lastKeptRule;
    private final int lastKeptWord;

    AnthropicRequest(Prompt prompt) {
        this.prompt = prompt;
        this.lastKeptRule = lastStable(this::isRule);
        this.lastKeptWord = lastStable(at -> !isRule(at) && !blocks(at).isEmpty());
    }

    private int lastStable(IntPredicate wanted) {
        return IntStream.range(0, prompt.stable()).filter(wanted).max().orElse(-1);
    }

    private boolean isRule(int at) {
        return prompt.messages().get(at).speaker() == Prompt.Speaker.SYSTEM;
    }

    String body(String model) {
        Sampling sampling = prompt.sampling();
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("model", model)
                .add("max_tokens", sampling.maxOutputTokens().orElse(USUAL_OUTPUT));
        prompt.tools().ifPresent(tools -> AnthropicTools.add(tools, body));
        JsonArray rules = rules();
        if (!rules.isEmpty()) {
            body.add("system", rules);
        }
        body.add("messages", messages());
        sampling(sampling, body);
        schema().ifPresent(schema -> body.add("output_config", format(schema)));
        return body.add("stream", true).build().toString();
    }

    private JsonArray rules() {
        JsonArrayBuilder rules = Json.createArrayBuilder();
        IntStream.range(0, prompt.messages().size())
                .filter(this::isRule)
                .forEach(at -> marked(blocks(at), at == lastKeptRule).forEach(rules::add));
        return rules.build();
    }

    private JsonArray messages() {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        JsonArrayBuilder content = Json.createArrayBuilder();
        String speaking = null;
        for (int at = 0; at < prompt.messages().size(); at++) {
            List<JsonObject> blocks = marked(blocks(at), at == lastKeptWord);
            if (isRule(at) || blocks.isEmpty()) {
                continue;
            }
            String role = role(prompt.messages().get(at));
            if (speaking != null && !role.equals(speaking)) {
                messages.add(message(speaking, content));
                content = Json.createArrayBuilder();
            }
            speaking = role;
            blocks.forEach(content::add);
        }
        return speaking == null
                ? messages.build()
                : messages.add(message(speaking, content)).build();
    }

    /** What a tool found is told by the user's side. */
    private static String role(Prompt.Message message) {
        return message.speaker() == Prompt.Speaker.ASSISTANT ? "assistant" : "user";
    }

    private static JsonObjectBuilder message(String role, JsonArrayBuilder content) {
        return Json.createObjectBuilder().add("role", role).add("content", content);
    }

    /** Texts must not be empty there, so an empty message has no block. */
    private List<JsonObject> blocks(int at) {
        Prompt.Message message = prompt.messages().get(at);
        if (message.speaker() == Prompt.Speaker.TOOL) {
            return List.of(Json.createObjectBuilder()
                    .add("type", "tool_result")
                    .add("tool_use_id", message.toolCallId().orElse(""))
                    .add("content", message.text())
                    .build());
        }
        List<JsonObject> blocks = new ArrayList<>();
        if (!message.text().isBlank()) {
            blocks.add(Json.createObjectBuilder()
                    .add("type", "text")
                    .add("text", message.text())
                    .build());
        }
        AnthropicTools.uses(message.toolCalls()).forEach(blocks::add);
        return blocks;
    }

    private static List<JsonObject> marked(List<JsonObject> blocks, boolean kept) {
        if (!kept || blocks.isEmpty()) {
            return blocks;
        }
        List<JsonObject> marked = new ArrayList<>(blocks);
        JsonObject last = marked.remove(marked.size() - 1);
        marked.add(Json.createObjectBuilder(last).add("cache_control", KEPT).build());
        return marked;
    }

    /** Temperatures end at 1 there, and newer models take a temperature or a share of words, not both. */
    private static void sampling(Sampling sampling, JsonObjectBuilder body) {
        sampling.temperature().ifPresent(value -> body.add("temperature", Math.min(value, 1.0)));
        if (sampling.temperature().isEmpty()) {
            sampling.topP().ifPresent(share -> body.add("top_p", share));
        }
        List<String> stops =
                sampling.stop().stream().filter(text -> !text.isBlank()).toList();
        if (!stops.isEmpty()) {
            body.add("stop_sequences", Json.createArrayBuilder(stops));
        }
    }

    private Optional<JsonObject> schema() {
        return prompt.responseFormat()
                .map(format -> format.get("json_schema"))
                .filter(JsonObject.class::isInstance)
                .map(named -> named.asJsonObject().get("schema"))
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject);
    }

    private static JsonObjectBuilder format(JsonObject schema) {
        return Json.createObjectBuilder()
                .add(
                        "format",
                        Json.createObjectBuilder().add("type", "json_schema").add("schema", schema));
    }
}
