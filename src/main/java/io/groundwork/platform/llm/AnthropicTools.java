package io.groundwork.platform.llm;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** What a model may ask its caller to do, and what it asked, from OpenAI's words into Anthropic's. */
final class AnthropicTools {

    private static final JsonObject NO_PARAMETERS = Json.createObjectBuilder()
            .add("type", "object")
            .add("properties", JsonValue.EMPTY_JSON_OBJECT)
            .build();

    private static final JsonObject AUTO = kind("auto").build();

    private AnthropicTools() {}

    static void add(Prompt.Tools tools, JsonObjectBuilder body) {
        JsonArrayBuilder offered = Json.createArrayBuilder();
        functions(tools.offered()).forEach(function -> offered.add(tool(function)));
        body.add("tools", offered);
        boolean oneAtATime = tools.parallel().filter(parallel -> !parallel).isPresent();
        Optional<JsonObject> choice = tools.choice().flatMap(AnthropicTools::choice);
        if (oneAtATime) {
            body.add(
                    "tool_choice",
                    Json.createObjectBuilder(choice.orElse(AUTO)).add("disable_parallel_tool_use", true));
        } else {
            choice.ifPresent(chosen -> body.add("tool_choice", chosen));
        }
    }

    /** What an assistant asked, as blocks of its message. */
    static List<JsonObject> uses(JsonArray toolCalls) {
        return toolCalls.stream()
                .filter(JsonObject.class::isInstance)
                .map(call -> use(new EventJson(call.asJsonObject())))
                .toList();
    }

    private static List<EventJson> functions(JsonArray tools) {
        return tools.stream()
                .filter(JsonObject.class::isInstance)
                .map(tool -> new EventJson(tool.asJsonObject()).object("function"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static JsonObjectBuilder tool(EventJson function) {
        JsonObjectBuilder tool =
                Json.createObjectBuilder().add("name", function.text("name").orElse(""));
        function.text("description").ifPresent(description -> tool.add("description", description));
        return tool.add(
                "input_schema",
                function.object("parameters").map(EventJson::json).orElse(NO_PARAMETERS));
    }

    private static Optional<JsonObject> choice(JsonValue choice) {
        if (choice instanceof JsonString word) {
            return switch (word.getString()) {
                case "auto", "none" -> Optional.of(kind(word.getString()).build());
                case "required" -> Optional.of(kind("any").build());
                default -> Optional.empty();
            };
        }
        return Optional.of(choice)
                .filter(JsonObject.class::isInstance)
                .flatMap(named -> new EventJson(named.asJsonObject()).object("function"))
                .flatMap(function -> function.text("name"))
                .map(name -> kind("tool").add("name", name).build());
    }

    private static JsonObjectBuilder kind(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    private static JsonObject use(EventJson call) {
        Optional<EventJson> function = call.object("function");
        return Json.createObjectBuilder()
                .add("type", "tool_use")
                .add("id", call.text("id").orElse(""))
                .add("name", function.flatMap(asked -> asked.text("name")).orElse(""))
                .add(
                        "input",
                        function.flatMap(asked -> asked.text("arguments"))
                                .flatMap(AnthropicTools::object)
                                .orElse(JsonValue.EMPTY_JSON_OBJECT))
                .build();
    }

    /** What a model wrote as arguments need not be an object, nor JSON at all. */
    private static Optional<JsonObject> object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return Optional.of(reader.readObject());
        } catch (JsonException other) {
            return Optional.empty();
        }
    }
}
