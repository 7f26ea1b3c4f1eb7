package io.groundwork.routing;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TokenCount;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Questions that were asked already, on which a policy can be tried; kept by whoever answers them. */
public interface PastQuestions {

    /**
     * One question.
     *
     * @param model the alias of the model that answered
     * @param usage what its answer took
     */
    record Past(
            UUID answerId,
            UUID conversationId,
            Instant at,
            String username,
            String question,
            String mode,
            String model,
            TokenCount usage) {}

    /** The latest answered ones of the caller's tenant, the latest first. */
    List<Past> latest(Caller caller, int most);
}
