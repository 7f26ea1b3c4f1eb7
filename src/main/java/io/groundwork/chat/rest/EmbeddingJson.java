package io.groundwork.chat.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** OpenAI's list of embeddings. */
final class EmbeddingJson {

    private EmbeddingJson() {}

    static JsonObject list(String model, float[][] vectors, EmbeddingRequest request) {
        JsonArrayBuilder data = Json.createArrayBuilder();
        for (int i = 0; i < vectors.length; i++) {
            var entry = Json.createObjectBuilder().add("object", "embedding").add("index", i);
            if (request.base64()) {
                entry.add("embedding", base64(vectors[i]));
            } else {
                entry.add("embedding", numbers(vectors[i]));
            }
            data.add(entry);
        }
        return Json.createObjectBuilder()
                .add("object", "list")
                .add("data", data)
                .add("model", model)
                .add(
                        "usage",
                        Json.createObjectBuilder()
                                .add("prompt_tokens", request.tokens())
                                .add("total_tokens", request.tokens()))
                .build();
    }

    /** The shortest decimals that mean exactly these floats. */
    private static JsonArrayBuilder numbers(float[] vector) {
        JsonArrayBuilder numbers = Json.createArrayBuilder();
        for (float value : vector) {
            numbers.add(new BigDecimal(Float.toString(value)));
        }
        return numbers;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
