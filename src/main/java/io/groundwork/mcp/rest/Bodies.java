package io.groundwork.mcp.rest;

import io.groundwork.mcp.RpcFault;
import io.groundwork.platform.kernel.Problem;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads a message's JSON, of whatever kind it is. */
final class Bodies {

    private Bodies() {}

    static JsonValue read(InputStream body) {
        try (JsonReader reader = Json.createReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            return reader.readValue();
        } catch (Problem tooLarge) {
            throw tooLarge;
        } catch (RuntimeException malformed) {
            // The parser tells of what nests too deep with a bare RuntimeException.
            throw RpcFault.unreadable();
        }
    }
}
