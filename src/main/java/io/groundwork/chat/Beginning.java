package io.groundwork.chat;

import io.groundwork.routing.Mode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.UUID;

/** What is known of an answer before its first word: which it is, where it belongs, and who is asked how, and why. */
public record Beginning(UUID answerId, UUID conversationId, Mode mode, String model, Route route) {

    /** The {@code groundwork} object of a stream's first chunk. */
    public JsonObject json() {
        return Json.createObjectBuilder()
                .add("answer_id", answerId.toString())
                .add("conversation_id", conversationId.toString())
                .add("mode", mode.word())
                .add("model", model)
                .add("route", ReplyJson.route(route))
                .build();
    }
}
