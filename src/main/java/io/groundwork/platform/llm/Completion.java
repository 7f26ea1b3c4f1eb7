package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.TokenCount;
import java.util.Optional;

/**
 * How a model's answer ended.
 *
 * @param finishReason the provider's word: {@code stop}, {@code length}, ...; empty while it is unknown
 * @param usage the tokens as the provider counted them; empty where it did not tell
 * @param requestId the provider's id of the request (its {@code x-request-id}), if it gave one
 * @param responseId the provider's id of the reply, if it gave one
 * @param firstTokenMillis from sending to the first piece of text; empty where none came
 */
public record Completion(
        Optional<String> finishReason,
        Optional<TokenCount> usage,
        Optional<String> requestId,
        Optional<String> responseId,
        Optional<Long> firstTokenMillis) {}
