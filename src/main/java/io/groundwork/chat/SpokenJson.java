package io.groundwork.chat;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** The texts inside JSON, as somebody would put them together: its strings alone, and with the names before them. */
final class SpokenJson {

    private final StringBuilder strings = new StringBuilder();
    private final StringBuilder named = new StringBuilder();

    private SpokenJson() {}

    static List<String> of(JsonValue value) {
        SpokenJson spoken = new SpokenJson();
        spoken.read(value);
        return List.of(spoken.strings.toString(), spoken.named.toString());
    }

    private void read(JsonValue value) {
        switch (value.getValueType()) {
            case STRING -> say(((JsonString) value).getString());
            case ARRAY -> value.asJsonArray().forEach(this::read);
            case OBJECT ->
                value.asJsonObject().forEach((name, inner) -> {
                    named.append(name).append(' ');
                    read(inner);
                });
            default -> say(value.toString());
        }
    }

    private void say(String text) {
        strings.append(text).append(' ');
        named.append(text).append(' ');
    }
}
