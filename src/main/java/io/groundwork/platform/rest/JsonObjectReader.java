package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.Dependent;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;

/**
 * Reads the JSON object that a resource asks for; any other JSON is a bad request, where Jersey's own reader fails inside.
 * It is dependent because a proxy hides from Jersey what it reads, and Jersey's own reader would stand before it.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Dependent
public class JsonObjectReader implements MessageBodyReader<JsonObject> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == JsonObject.class;
    }

    @Override
    public JsonObject readFrom(
            Class<JsonObject> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body) {
        if (read(body) instanceof JsonObject object) {
            return object;
        }
        throw new Problem.Invalid("platform.body_required");
    }

    /** The parser has three ways to refuse: for what is no JSON, for numbers that are too long, and for those too large. */
    private static JsonValue read(InputStream body) {
        try (JsonParser parser = Json.createParser(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new Problem.Invalid("platform.malformed_json");
            }
            return value;
        } catch (JsonException
                | NoSuchElementException
                | UnsupportedOperationException
                | NumberFormatException malformed) {
            throw new Problem.Invalid("platform.malformed_json");
        }
    }
}
