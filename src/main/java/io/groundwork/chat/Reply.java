package io.groundwork.chat;

import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.JsonArray;
import java.util.List;
import java.util.UUID;

/**
 * A whole answer.
 *
 * @param mode the mode in which it was made
 * @param model the alias of the model that answered
 * @param uncitedSentences how many of its sentences show no source, where it was to be made from sources
 * @param usage of all models that were asked
 * @param usageEstimated whether tokens were counted by us because a provider did not tell
 * @param costs one amount for each currency in which something was spent, that of the answering model first
 * @param finishReason {@code stop}, {@code length} when the model reached its limit, {@code tool_calls} when it asks its
 *     caller to do something
 * @param toolCalls what it asks, in OpenAI's words
 * @param attempts how many calls of models it took
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
        int uncitedSentences,
        TokenCount usage,
        boolean usageEstimated,
        List<Money> costs,
        Degraded degraded,
        String finishReason,
        JsonArray toolCalls,
        int attempts) {

    public Reply {
        citations = List.copyOf(citations);
        costs = List.copyOf(costs);
    }

    /** What all its models cost, in the currency of the one that answered. */
    public Money cost() {
        return costs.get(0);
    }

    /** Which share of what the models read was ready from earlier calls, 0 to 1. */
    public double cachedShare() {
        return usage.input() == 0 ? 0 : (double) usage.cachedInput() / usage.input();
    }
}
