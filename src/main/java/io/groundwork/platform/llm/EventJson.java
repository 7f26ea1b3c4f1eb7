package io.groundwork.platform.llm;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a provider tells in JSON, read without trust: whatever has another type than it should counts as not told. */
record EventJson(JsonObject json) {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    static EventJson parse(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return new EventJson(reader.readObject());
        } catch (JsonException notJson) {
            throw ProviderFailure.failed("the provider sent something that is no event", notJson);
        }
    }

    Optional<EventJson> object(String name) {
        return json.get(name) instanceof JsonObject inner ? Optional.of(new EventJson(inner)) : Optional.empty();
    }

    List<EventJson> objects(String name) {
        if (!(json.get(name) instanceof JsonArray array)) {
            return List.of();
        }
        return array.stream()
                .filter(JsonObject.class::isInstance)
                .map(value -> new EventJson(value.asJsonObject()))
                .toList();
    }

    /** A text that is not empty. */
    Optional<String> text(String name) {
        return json.get(name) instanceof JsonString text && !text.getString().isEmpty()
                ? Optional.of(text.getString())
                : Optional.empty();
    }

    Optional<Long> number(String name) {
        return json.get(name) instanceof JsonNumber number ? Optional.of(number.longValue()) : Optional.empty();
    }

    /** A text as it is, and of anything else its JSON. */
    Optional<String> written(String name) {
        JsonValue value = json.get(name);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        return Optional.of(value instanceof JsonString text ? text.getString() : value.toString());
    }
}
