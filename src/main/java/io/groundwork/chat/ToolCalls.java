package io.groundwork.chat;

import io.groundwork.platform.llm.Prompt;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model asks its caller to do, in OpenAI's words: looked at before it is passed on. */
final class ToolCalls {

    private static final String FUNCTION = "function";
    private static final JsonValue NO_CALLS = Json.createValue("none");

    private ToolCalls() {}

    /** Those that the caller had offered: a model can be talked into asking for others. */
    static JsonArray offered(Optional<Prompt.Tools> tools, JsonArray calls) {
        Set<String> names = tools.filter(offer -> !offer.choice().equals(Optional.of(NO_CALLS)))
                .map(offer -> offer.offered().stream().map(ToolCalls::name).collect(Collectors.toSet()))
                .orElse(Set.of());
        return calls.stream()
                .filter(call -> names.contains(name(call)))
                .collect(Json::createArrayBuilder, (all, call) -> all.add(call), (all, more) -> all.addAll(more))
                .build();
    }

    /** All texts in them, in the ways in which somebody could read them. */
    static List<String> spoken(JsonArray calls) {
        return calls.stream()
                .map(call -> text(call, "arguments"))
                .flatMap(arguments -> Stream.concat(Stream.of(arguments), parsed(arguments)))
                .toList();
    }

    private static Stream<String> parsed(String arguments) {
        try (JsonReader reader = Json.createReader(new StringReader(arguments))) {
            return SpokenJson.of(reader.readValue()).stream();
        } catch (JsonException | IllegalStateException noJson) {
            return Stream.empty();
        }
    }

    private static String name(JsonValue tool) {
        return text(tool, "name");
    }

    private static String text(JsonValue tool, String part) {
        return tool instanceof JsonObject asked
                        && asked.get(FUNCTION) instanceof JsonObject function
                        && function.get(part) instanceof JsonString text
                ? text.getString()
                : "";
    }
}
