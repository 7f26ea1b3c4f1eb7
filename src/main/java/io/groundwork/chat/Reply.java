package io.groundwork.chat;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import java.util.List;
import java.util.UUID;

/**
 * A whole answer.
 *
 * @param model the alias of the model that answered
 * @param finishReason {@code stop}, or {@code length} when the model reached its limit
 * @param usageEstimated whether the tokens were counted by us because the provider did not tell
 */
public record Reply(
        UUID answerId,
        UUID conversationId,
        String mode,
        String model,
        String text,
        boolean grounded,
        boolean abstained,
        Route route,
        List<Citation> citations,
        TokenCount usage,
        boolean usageEstimated,
        Money cost,
        Degraded degraded,
        String finishReason) {

    public Reply {
        citations = List.copyOf(citations);
    }
}
