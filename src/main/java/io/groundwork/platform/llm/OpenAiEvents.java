package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** What the events of one OpenAI stream add up to: pieces of text, the finish, the usage. */
final class OpenAiEvents {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final Deque<String> pieces = new ArrayDeque<>();
    private Optional<String> finishReason = Optional.empty();
    private Optional<TokenCount> usage = Optional.empty();
    private Optional<String> responseId = Optional.empty();
    private boolean done;

    void accept(String data) {
        if (done) {
            return;
        }
        if (data.equals("[DONE]")) {
            if (!finished()) {
                throw ProviderFailure.failed("the stream ended before the answer did", null);
            }
            done = true;
            return;
        }
        JsonObject event = parse(data);
        if (object(event, "error").isPresent() || event.get("error") instanceof JsonString) {
            throw ProviderFailure.failed("the provider told of an error in mid-stream", null);
        }
        responseId = text(event, "id").or(() -> responseId);
        usage = object(event, "usage").flatMap(OpenAiEvents::count).or(() -> usage);
        if (event.get("choices") instanceof JsonArray choices
                && !choices.isEmpty()
                && choices.get(0) instanceof JsonObject choice) {
            object(choice, "delta").flatMap(delta -> text(delta, "content")).ifPresent(pieces::add);
            finishReason = text(choice, "finish_reason").or(() -> finishReason);
        }
    }

    private static JsonObject parse(String data) {
        try (JsonReader reader = READERS.createReader(new StringReader(data))) {
            return reader.readObject();
        } catch (JsonException notJson) {
            throw ProviderFailure.failed("the provider sent something that is no event", notJson);
        }
    }

    private static Optional<TokenCount> count(JsonObject usage) {
        long input = number(usage, "prompt_tokens");
        long output = number(usage, "completion_tokens");
        long cached = object(usage, "prompt_tokens_details")
                .map(details -> number(details, "cached_tokens"))
                .orElse(0L);
        boolean plausible = input >= 0 && output >= 0 && cached >= 0 && cached <= input && input + output > 0;
        return plausible ? Optional.of(new TokenCount(input, cached, output)) : Optional.empty();
    }

    private static long number(JsonObject object, String name) {
        return object.get(name) instanceof JsonNumber number ? number.longValue() : 0;
    }

    private static Optional<JsonObject> object(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value instanceof JsonObject inner ? Optional.of(inner) : Optional.empty();
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    Optional<String> take() {
        return Optional.ofNullable(pieces.poll());
    }

    /** Whether the provider told that the answer is complete. */
    boolean finished() {
        return finishReason.isPresent();
    }

    void end() {
        done = true;
    }

    /** Whether everything was read, and taken. */
    boolean ended() {
        return done && pieces.isEmpty();
    }

    Optional<String> finishReason() {
        return finishReason;
    }

    Optional<TokenCount> usage() {
        return usage;
    }

    Optional<String> responseId() {
        return responseId;
    }
}
