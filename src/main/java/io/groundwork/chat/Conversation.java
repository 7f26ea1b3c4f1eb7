package io.groundwork.chat;

import io.groundwork.platform.kernel.Text;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A person's conversation with its turns, oldest first. */
public record Conversation(UUID id, String title, Instant createdAt, Instant updatedAt, List<Turn> turns) {

    public Conversation {
        turns = List.copyOf(turns);
    }

    /** Which share of all that the models read for it was ready from earlier calls, 0 to 1. */
    public double cachedShare() {
        long input = 0;
        long cached = 0;
        for (Turn turn : turns) {
            JsonObject usage = turn.usage();
            input += usage.getInt("input", 0);
            cached += usage.getInt("cached_input", 0);
        }
        return input == 0 ? 0 : (double) cached / input;
    }

    /** A conversation in a list. */
    public record Summary(UUID id, String title, Instant createdAt, Instant updatedAt) {}

    /**
     * A question and its answer.
     *
     * @param reply the {@code groundwork} part of the reply as it was given, in JSON
     */
    public record Turn(
            UUID answerId, String question, String answer, AnswerState state, Instant askedAt, String reply) {

        /** What its answer took; empty for answers from before that was kept. */
        JsonObject usage() {
            try (JsonReader reader = Json.createReader(new StringReader(reply))) {
                return reader.readObject()
                        .getOrDefault("usage", JsonValue.EMPTY_JSON_OBJECT)
                        .asJsonObject();
            }
        }

        /** The turn of which the answer may not be read any more. */
        Turn withheld() {
            String notice = new Text("chat.answer_withheld").in(Locale.ENGLISH);
            return new Turn(answerId, question, notice, state, askedAt, EarlierAnswers.withoutSources(reply));
        }
    }
}
