package io.groundwork.chat;

import io.groundwork.platform.kernel.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A person's conversation with its turns, oldest first. */
public record Conversation(UUID id, String title, Instant createdAt, Instant updatedAt, List<Turn> turns) {

    public Conversation {
        turns = List.copyOf(turns);
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

        /** The turn of which the answer may not be read any more. */
        Turn withheld() {
            String notice = new Text("chat.answer_withheld").in(Locale.ENGLISH);
            return new Turn(answerId, question, notice, state, askedAt, EarlierAnswers.withoutSources(reply));
        }
    }
}
