package io.groundwork.chat.rest;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenAI's request of embeddings. Texts are taken as they are, never cut: one that the model cannot read whole is refused.
 *
 * @param tokens how many the texts have together
 * @param base64 whether the vectors are wanted as base64 of little-endian floats
 */
record EmbeddingRequest(List<String> texts, long tokens, boolean base64) {

    private static final int MOST_TEXTS = 256;
    /** The model's own two marks. */
    private static final int MARKS = 2;
    /** Nothing longer is counted: no text of so many characters has as few tokens as the model reads. */
    private static final int LONGEST = 65_536;

    static EmbeddingRequest read(JsonObject json, Embeddings embeddings) {
        JsonBody body = JsonBody.of(json);
        String model = body.text("model");
        boolean base64 = base64(body);
        checkDimensions(body, embeddings.dimensions());
        List<String> texts = texts(body);
        body.check();
        if (!model.equals(embeddings.model())) {
            throw new Problem.NotFound("chat.model_not_found", embeddings.model());
        }
        return new EmbeddingRequest(texts, tokens(texts, body, embeddings), base64);
    }

    private static boolean base64(JsonBody body) {
        String format = body.optionalText("encoding_format").orElse("float");
        if (!format.equals("float") && !format.equals("base64")) {
            body.note("encoding_format", "chat.encoding_unknown");
        }
        return format.equals("base64");
    }

    private static void checkDimensions(JsonBody body, int dimensions) {
        boolean ours = !body.given("dimensions")
                || body.json().get("dimensions") instanceof JsonNumber number && number.doubleValue() == dimensions;
        if (!ours) {
            body.note("dimensions", "chat.dimensions_fixed", dimensions);
        }
    }

    private static List<String> texts(JsonBody body) {
        JsonValue input = body.json().get("input");
        if (input instanceof JsonString text) {
            return one("input", text.getString(), body);
        }
        if (!(input instanceof JsonArray array) || array.isEmpty()) {
            body.note("input", "chat.input_required");
            return List.of();
        }
        if (array.size() > MOST_TEXTS) {
            body.note(
                    "input", array.get(0) instanceof JsonNumber ? "chat.input_tokens" : "chat.input_many", MOST_TEXTS);
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof JsonString text) {
                texts.addAll(one("input[" + i + "]", text.getString(), body));
            } else {
                body.note("input[" + i + "]", "chat.input_tokens");
            }
        }
        return texts;
    }

    private static List<String> one(String place, String text, JsonBody body) {
        if (text.isBlank()) {
            body.note(place, "chat.input_blank");
            return List.of();
        }
        return List.of(text);
    }

    private static long tokens(List<String> texts, JsonBody body, Embeddings embeddings) {
        int most = embeddings.limit() - MARKS;
        long sum = 0;
        for (int i = 0; i < texts.size(); i++) {
            int count = texts.get(i).length() > LONGEST ? Integer.MAX_VALUE : embeddings.tokens(texts.get(i));
            if (count > most) {
                String place = body.json().get("input") instanceof JsonArray ? "input[" + i + "]" : "input";
                body.note(place, "chat.input_too_long", most);
            }
            sum += count;
        }
        body.check();
        return sum;
    }
}
