package io.groundwork.chat.rest;

import io.groundwork.chat.Beginning;
import io.groundwork.chat.Reply;
import io.groundwork.chat.ReplyJson;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** OpenAI's objects: the whole completion, and the chunks of a stream. */
final class CompletionJson {

    private final String id;
    private final String model;
    private final long created;

    /** @param created seconds since 1970 */
    CompletionJson(UUID answerId, String model, long created) {
        this.id = "chatcmpl-" + answerId;
        this.model = model;
        this.created = created;
    }

    JsonObject whole(Reply reply) {
        return head("chat.completion")
                .add(
                        "choices",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("index", 0)
                                        .add("message", message(reply))
                                        .addNull("logprobs")
                                        .add("finish_reason", reply.finishReason())))
                .add("usage", usage(reply))
                .add("groundwork", ReplyJson.groundwork(reply))
                .build();
    }

    private static JsonObjectBuilder message(Reply reply) {
        boolean asksOnly = reply.text().isEmpty() && !reply.toolCalls().isEmpty();
        JsonObjectBuilder message = Json.createObjectBuilder()
                .add("role", "assistant")
                .add("content", asksOnly ? JsonValue.NULL : Json.createValue(reply.text()))
                .addNull("refusal")
                .add("annotations", ReplyJson.annotations(reply));
        return reply.toolCalls().isEmpty() ? message : message.add("tool_calls", reply.toolCalls());
    }

    /** @param beginning what is known before the first word; empty while even that is not */
    JsonObject begin(Optional<Beginning> beginning, boolean usageWanted) {
        JsonObject delta = Json.createObjectBuilder()
                .add("role", "assistant")
                .add("content", "")
                .build();
        JsonObjectBuilder chunk = chunk(delta, JsonValue.NULL, usageWanted);
        beginning.ifPresent(known -> chunk.add("groundwork", known.json()));
        return chunk.build();
    }

    JsonObject piece(String text, boolean usageWanted) {
        JsonObject delta = Json.createObjectBuilder().add("content", text).build();
        return chunk(delta, JsonValue.NULL, usageWanted).build();
    }

    /** What the model asks its caller to do, whole. */
    JsonObject toolCalls(JsonArray calls, boolean usageWanted) {
        JsonArrayBuilder numbered = Json.createArrayBuilder();
        for (int i = 0; i < calls.size(); i++) {
            numbered.add(Json.createObjectBuilder(calls.getJsonObject(i)).add("index", i));
        }
        JsonObject delta =
                Json.createObjectBuilder().add("tool_calls", numbered).build();
        return chunk(delta, JsonValue.NULL, usageWanted).build();
    }

    /** The last content chunk: the finish, and what we add. */
    JsonObject end(Reply reply, boolean usageWanted) {
        JsonObject delta = Json.createObjectBuilder()
                .add("annotations", ReplyJson.annotations(reply))
                .build();
        return chunk(delta, Json.createValue(reply.finishReason()), usageWanted)
                .add("groundwork", ReplyJson.groundwork(reply))
                .build();
    }

    JsonObject usageChunk(Reply reply) {
        return head("chat.completion.chunk")
                .add("choices", JsonValue.EMPTY_JSON_ARRAY)
                .add("usage", usage(reply))
                .build();
    }

    private JsonObjectBuilder chunk(JsonObject delta, JsonValue finish, boolean usageWanted) {
        JsonObjectBuilder chunk = head("chat.completion.chunk")
                .add(
                        "choices",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("index", 0)
                                        .add("delta", delta)
                                        .addNull("logprobs")
                                        .add("finish_reason", finish)));
        return usageWanted ? chunk.addNull("usage") : chunk;
    }

    private JsonObjectBuilder head(String object) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("object", object)
                .add("created", created)
                .add("model", model);
    }

    private static JsonObject usage(Reply reply) {
        return Json.createObjectBuilder()
                .add("prompt_tokens", reply.usage().input())
                .add("completion_tokens", reply.usage().output())
                .add("total_tokens", reply.usage().total())
                .add(
                        "prompt_tokens_details",
                        Json.createObjectBuilder()
                                .add("cached_tokens", reply.usage().cachedInput())
                                .add("cache_write_tokens", reply.usage().cacheWrite()))
                .add(
                        "completion_tokens_details",
                        Json.createObjectBuilder()
                                .add("reasoning_tokens", reply.usage().reasoning()))
                .build();
    }
}
