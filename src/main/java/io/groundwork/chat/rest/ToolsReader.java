package io.groundwork.chat.rest;

import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a model may ask its caller to do: OpenAI's {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}. */
final class ToolsReader {

    static final int MOST_TOOLS = 128;
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int LONGEST = 262_144;
    private static final int DEEPEST = 40;
    private static final Set<String> CHOICES = Set.of("none", "auto", "required");

    private final JsonBody body;
    private final Set<String> names = new HashSet<>();

    ToolsReader(JsonBody body) {
        this.body = body;
    }

    Optional<Prompt.Tools> read() {
        JsonArray tools = tools();
        Optional<Boolean> parallel = body.optionalFlag("parallel_tool_calls");
        Optional<JsonValue> choice = choice();
        return tools.isEmpty() ? Optional.empty() : Optional.of(new Prompt.Tools(tools, choice, parallel));
    }

    private JsonArray tools() {
        if (!body.given("tools")) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (!(body.json().get("tools") instanceof JsonArray tools) || tools.size() > MOST_TOOLS) {
            body.note("tools", "chat.tools_invalid", MOST_TOOLS);
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (deeper(tools, DEEPEST) || tools.toString().length() > LONGEST) {
            body.note("tools", "chat.tools_too_large", LONGEST, DEEPEST);
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        for (int i = 0; i < tools.size(); i++) {
            check("tools[" + i + "]", tools.get(i));
        }
        return tools;
    }

    private void check(String place, JsonValue tool) {
        if (!(tool instanceof JsonObject object) || !(object.get("function") instanceof JsonObject function)) {
            body.note(place, "chat.tool_invalid");
            return;
        }
        String name = text(function.get("name"));
        if (!"function".equals(text(object.get("type")))) {
            body.note(place + ".type", "chat.tool_type");
        }
        if (!NAME.matcher(name).matches()) {
            body.note(place + ".function.name", "chat.tool_name");
        } else if (!names.add(name)) {
            body.note(place + ".function.name", "chat.tool_twice");
        }
        JsonValue parameters = function.get("parameters");
        if (parameters != null && parameters != JsonValue.NULL && !(parameters instanceof JsonObject)) {
            body.note(place + ".function.parameters", "chat.tool_parameters");
        }
    }

    private static boolean deeper(JsonValue value, int most) {
        Collection<JsonValue> inner = List.of();
        if (value instanceof JsonObject object) {
            inner = object.values();
        } else if (value instanceof JsonArray array) {
            inner = array;
        }
        return most == 0 || inner.stream().anyMatch(each -> deeper(each, most - 1));
    }

    private Optional<JsonValue> choice() {
        if (!body.given("tool_choice")) {
            return Optional.empty();
        }
        JsonValue choice = body.json().get("tool_choice");
        boolean word = choice instanceof JsonString text && CHOICES.contains(text.getString());
        boolean one = choice instanceof JsonObject object
                && "function".equals(text(object.get("type")))
                && object.get("function") instanceof JsonObject function
                && names.contains(text(function.get("name")));
        if (!word && !one) {
            body.note("tool_choice", "chat.tool_choice_invalid");
        }
        return Optional.of(choice);
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : "";
    }
}
