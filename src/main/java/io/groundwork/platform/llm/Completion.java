package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * How a model's answer ended.
 *
 * @param finishReason the provider's word: {@code stop}, {@code length}, ...; empty while it is unknown
 * @param usage the tokens as the provider counted them; empty where it did not tell
 * @param requestId the provider's id of the request (its {@code x-request-id}), if it gave one
 * @param responseId the provider's id of the reply, if it gave one
 * @param toolCalls what the model asks its caller to do, in OpenAI's words ({@code tool_calls}); whole once the answer has
 *     ended, empty where it asks for nothing
 * @param firstTokenMillis from sending to the first piece of text; empty where none came
 * @param reached whether the request may have come to the provider and been worked on: a connection was made, and no status
 *     refused it
 */
public record Completion(
        Optional<String> finishReason,
        Optional<TokenCount> usage,
        Optional<String> requestId,
        Optional<String> responseId,
        JsonArray toolCalls,
        Optional<Long> firstTokenMillis,
        boolean reached) {

    /** Before anything is known. */
    public static final Completion UNKNOWN = new Completion(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            JsonValue.EMPTY_JSON_ARRAY,
            Optional.empty(),
            false);
}
