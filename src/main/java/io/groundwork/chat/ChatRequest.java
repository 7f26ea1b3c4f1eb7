package io.groundwork.chat;

import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.llm.Sampling;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A question as it was asked.
 *
 * @param answerId the id that the answer will have, given at the door so that every reply can name it
 * @param model {@code assistant}, or the alias of a model
 * @param earlier the conversation before the question, as the client sent it
 * @param following what came after the question: what a model asked its caller to do, and what came of that
 * @param conversationId the stored conversation that it continues; its own turns then stand for the earlier messages
 * @param collections narrows the search; empty for everything that the caller may read
 * @param mode an override of the policy's mode
 * @param sampling how long and how freely the model may answer
 * @param responseFormat OpenAI's {@code response_format}: the shape of the answer
 * @param tools what the model may ask its caller to do, where nothing is retrieved
 */
public record ChatRequest(
        UUID answerId,
        String model,
        String question,
        List<Prompt.Message> earlier,
        List<Prompt.Message> following,
        Optional<UUID> conversationId,
        List<String> collections,
        Optional<String> mode,
        Sampling sampling,
        Optional<JsonObject> responseFormat,
        Optional<Prompt.Tools> tools) {

    /** The longest question, in code points: beyond it a document should be uploaded rather than pasted. */
    public static final int LONGEST_QUESTION = 32_000;

    public ChatRequest {
        earlier = List.copyOf(earlier);
        following = List.copyOf(following);
        collections = List.copyOf(collections);
    }
}
