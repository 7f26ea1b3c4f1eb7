package io.groundwork.routing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is asked of the router.
 *
 * @param model {@code assistant}, or the alias of a model that the caller names
 * @param override a mode that the caller wishes
 * @param collections what the caller narrows the search to; empty for everything
 * @param conversation decides, for good, on which side of a rollout the conversation stands
 * @param earlier how the conversation began; empty for its first question
 */
public record RouteRequest(
        String question,
        String model,
        Optional<Mode> override,
        List<String> collections,
        UUID conversation,
        Optional<Earlier> earlier) {

    public RouteRequest {
        collections = List.copyOf(collections);
    }

    /** The route of a conversation's first question. */
    public record Earlier(Mode mode, String model) {}
}
