package io.groundwork.mcp;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the descriptions of tools, which lie beside this class. */
final class ToolDescription {

    private ToolDescription() {}

    static JsonObject of(String tool) {
        try (InputStream in = ToolDescription.class.getResourceAsStream(tool + ".json");
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
