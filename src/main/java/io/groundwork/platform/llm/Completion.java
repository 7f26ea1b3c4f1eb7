package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * How a model's answer ended.
 *
 * @param finishReason the provider's word: {@code stop}, {@code length}, ...; empty while it is unknown
 * @param usage the tokens as the provider counted them; empty where it did not tell, or its answer broke off before its end
 * @param soFar what is known all the same
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
        SoFar soFar,
        Optional<String> requestId,
        Optional<String> responseId,
        JsonArray toolCalls,
        Optional<Long> firstTokenMillis,
        boolean reached) {

    /**
     * What is known of an answer whose usage is not.
     *
     * @param usage what the provider told before its end: of the input all, of the output a beginning
     * @param unseen about how many tokens of its output are no text: thoughts, and requests to its caller
     */
    public record SoFar(Optional<TokenCount> usage, long unseen) {

        static final SoFar NOTHING = new SoFar(Optional.empty(), 0);

        /**
         * What the call took, as well as it can be known; never more output than it was allowed.
         *
         * @param sent the request, counted where nobody told of it
         * @param said the text of the answer
         * @param most the longest answer that was asked for
         */
        public TokenCount estimated(String sent, String said, long most) {
            long output = Math.min(ApproximateTokens.of(said) + unseen, most);
            return usage.map(told -> new TokenCount(
                            told.input(),
                            told.cachedInput(),
                            told.cacheWrite(),
                            Math.max(told.output(), output),
                            told.reasoning()))
                    .orElseGet(() -> new TokenCount(ApproximateTokens.of(sent), 0, output));
        }
    }

    /** Before anything is known. */
    public static final Completion UNKNOWN = new Completion(
            Optional.empty(),
            Optional.empty(),
            SoFar.NOTHING,
            Optional.empty(),
            Optional.empty(),
            JsonValue.EMPTY_JSON_ARRAY,
            Optional.empty(),
            false);
}
