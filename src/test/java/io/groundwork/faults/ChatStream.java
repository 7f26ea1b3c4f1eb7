package io.groundwork.faults;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a streamed answer says, read as its client would. */
record ChatStream(List<JsonObject> chunks, Optional<JsonObject> error, boolean done) {

    static ChatStream read(String body) {
        List<JsonObject> chunks = new ArrayList<>();
        Optional<JsonObject> error = Optional.empty();
        boolean done = false;
        for (String event : body.split("\n\n")) {
            String data = data(event);
            if (data.equals("[DONE]")) {
                done = true;
            } else if (event.startsWith("event: error")) {
                error = Optional.of(json(data).getJsonObject("error"));
            } else if (!data.isEmpty()) {
                chunks.add(json(data));
            }
        }
        return new ChatStream(chunks, error, done);
    }

    private static String data(String event) {
        return event.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .findFirst()
                .orElse("");
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (JsonObject chunk : chunks) {
            if (!chunk.getJsonArray("choices").isEmpty()
                    && chunk.getJsonArray("choices")
                                    .getJsonObject(0)
                                    .getJsonObject("delta")
                                    .get("content")
                            instanceof JsonString piece) {
                text.append(piece.getString());
            }
        }
        return text.toString();
    }

    /** Of the last chunk that carries it. */
    JsonObject groundwork() {
        return chunks.stream()
                .filter(chunk -> chunk.containsKey("groundwork"))
                .reduce((first, last) -> last)
                .orElseThrow()
                .getJsonObject("groundwork");
    }
}
