package io.groundwork.chat.rest;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.llm.Prompt.Speaker;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code messages} of OpenAI's chat completions: text alone, and what went to and fro between a model and its tools. */
final class MessageReader {

    private static final int MOST_MESSAGES = 500;
    /** In characters, all messages together: some 250 000 tokens, more than most models read at once. */
    private static final int LONGEST_CONVERSATION = 1_000_000;

    private static final Map<String, Speaker> SPEAKERS = Map.of(
            "system", Speaker.SYSTEM,
            "developer", Speaker.SYSTEM,
            "user", Speaker.USER,
            "assistant", Speaker.ASSISTANT,
            "tool", Speaker.TOOL);

    private final JsonBody body;
    private final Set<String> calls = new HashSet<>();
    private long characters;

    MessageReader(JsonBody body) {
        this.body = body;
    }

    /** The messages in order. Where something of the request is wrong, it ends here. */
    List<Prompt.Message> read() {
        JsonArray array = array();
        body.check();
        List<Prompt.Message> messages = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String place = "messages[" + i + "]";
            if (array.get(i) instanceof JsonObject message) {
                message(place, message).ifPresent(messages::add);
            } else {
                body.note(place, "chat.message_object");
            }
        }
        body.check();
        checkLength();
        return messages;
    }

    private JsonArray array() {
        if (!(body.json().get("messages") instanceof JsonArray array) || array.isEmpty()) {
            body.note("messages", "chat.messages_required");
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (array.size() > MOST_MESSAGES) {
            body.note("messages", "chat.messages_too_many", MOST_MESSAGES);
        }
        return array;
    }

    private void checkLength() {
        if (characters > LONGEST_CONVERSATION) {
            throw new Problem.Invalid(
                    Problem.Invalid.Shape.TOO_LARGE,
                    List.of(Problem.Invalid.Field.of("messages", "chat.conversation_too_long", LONGEST_CONVERSATION)),
                    "platform.invalid_request",
                    1);
        }
    }

    private Optional<Prompt.Message> message(String place, JsonObject message) {
        Speaker speaker = SPEAKERS.get(text(message.get("role")));
        if (speaker == null) {
            body.note(place + ".role", "chat.role_unknown");
            return Optional.empty();
        }
        JsonArray requests = speaker == Speaker.ASSISTANT ? requests(place, message) : JsonValue.EMPTY_JSON_ARRAY;
        Optional<String> answers = speaker == Speaker.TOOL ? Optional.of(answered(place, message)) : Optional.empty();
        String text = content(place, message, speaker == Speaker.ASSISTANT);
        characters +=
                text.length() + (requests.isEmpty() ? 0 : requests.toString().length());
        return Optional.of(new Prompt.Message(speaker, text, requests, answers));
    }

    private String content(String place, JsonObject message, boolean mayBeEmpty) {
        JsonValue content = message.get("content");
        if (content instanceof JsonArray parts) {
            return parts(place + ".content", parts);
        }
        if (content instanceof JsonString string) {
            return storable(place + ".content", string.getString());
        }
        if (!mayBeEmpty || content != null && content != JsonValue.NULL) {
            body.note(place + ".content", "chat.content_invalid");
        }
        return "";
    }

    private String parts(String place, JsonArray parts) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = place + "[" + i + "]";
            if (!(parts.get(i) instanceof JsonObject object)) {
                body.note(part, "chat.content_invalid");
            } else if (object.get("text") instanceof JsonString text && "text".equals(text(object.get("type")))) {
                texts.add(storable(part + ".text", text.getString()));
            } else {
                body.note(
                        part,
                        "text".equals(text(object.get("type"))) ? "chat.content_invalid" : "chat.content_no_text");
            }
        }
        return String.join("\n", texts);
    }

    private String storable(String place, String text) {
        if (text.indexOf('\u0000') >= 0) {
            body.note(place, "chat.content_characters");
        }
        return text;
    }

    /** What an assistant asked its caller to do. */
    private JsonArray requests(String place, JsonObject message) {
        JsonValue given = message.get("tool_calls");
        if (given == null || given == JsonValue.NULL) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (!(given instanceof JsonArray requests) || requests.size() > ToolsReader.MOST_TOOLS) {
            body.note(place + ".tool_calls", "chat.tool_calls_invalid", ToolsReader.MOST_TOOLS);
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        JsonArrayBuilder whole = Json.createArrayBuilder();
        for (int i = 0; i < requests.size(); i++) {
            Optional<JsonObject> request = request(requests.get(i));
            request.ifPresentOrElse(whole::add, noting(place + ".tool_calls[" + i + "]"));
        }
        return whole.build();
    }

    private Runnable noting(String place) {
        return () -> body.note(place, "chat.tool_call_invalid");
    }

    /** One request, with what OpenAI's has and nothing else. */
    private Optional<JsonObject> request(JsonValue given) {
        if (given instanceof JsonObject call
                && call.get("id") instanceof JsonString id
                && call.get("function") instanceof JsonObject function
                && function.get("name") instanceof JsonString name
                && function.get("arguments") instanceof JsonString arguments) {
            calls.add(id.getString());
            return Optional.of(Json.createObjectBuilder()
                    .add("id", id)
                    .add("type", "function")
                    .add(
                            "function",
                            Json.createObjectBuilder().add("name", name).add("arguments", arguments))
                    .build());
        }
        return Optional.empty();
    }

    private String answered(String place, JsonObject message) {
        String id = text(message.get("tool_call_id"));
        if (!calls.contains(id)) {
            body.note(place + ".tool_call_id", "chat.tool_call_unknown");
        }
        return id;
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : "";
    }
}
