package io.groundwork.mcp;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/**
 * What came of a tool.
 *
 * @param content for a model to read
 * @param structured for a program to read; null when it failed
 */
record ToolResult(JsonArray content, JsonObject structured) {

    static ToolResult failed(String why) {
        return new ToolResult(Json.createArrayBuilder().add(text(why)).build(), null);
    }

    boolean isFailed() {
        return structured == null;
    }

    static JsonObject text(String text) {
        return Json.createObjectBuilder().add("type", "text").add("text", text).build();
    }

    JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder().add("content", content);
        if (!isFailed()) {
            json.add("structuredContent", structured);
        }
        return json.add("isError", isFailed()).build();
    }
}
