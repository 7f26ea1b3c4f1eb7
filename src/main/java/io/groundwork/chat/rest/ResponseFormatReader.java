package io.groundwork.chat.rest;

import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Reads OpenAI's {@code response_format}: plain text, any JSON object, or JSON of a given schema. Whether the schema is one
 * is seen by whoever holds answers to it.
 */
final class ResponseFormatReader {

    private static final String FIELD = "response_format";
    private static final String SCHEMA = "json_schema";

    private final JsonBody body;

    ResponseFormatReader(JsonBody body) {
        this.body = body;
    }

    /** The format as it came; {@code text} also, since it overrides what a policy asks for. */
    Optional<JsonObject> read() {
        Optional<JsonBody> format = body.optionalObject(FIELD);
        format.ifPresent(this::check);
        return format.map(JsonBody::json);
    }

    private void check(JsonBody format) {
        switch (text(format.json().get("type"))) {
            case "text", "json_object":
                break;
            case SCHEMA:
                format.optionalObject(SCHEMA)
                        .ifPresentOrElse(this::checkSchema, () -> format.note(SCHEMA, "chat.schema_required"));
                break;
            default:
                format.note("type", "chat.format_unknown");
        }
    }

    private void checkSchema(JsonBody named) {
        if (!ToolsReader.NAME.matcher(text(named.json().get("name"))).matches()) {
            named.note("name", "chat.tool_name");
        }
        named.optionalFlag("strict");
        if (named.optionalObject("schema").isEmpty()) {
            named.note("schema", "chat.schema_required");
        }
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : "";
    }
}
