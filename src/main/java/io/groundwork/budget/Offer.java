package io.groundwork.budget;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.JsonObject;
import java.util.Optional;

/** Whether there is money for a call, as it looks before any is held. */
public sealed interface Offer {

    /**
     * There is.
     *
     * @param outputCap how long the answer may be for it
     * @param limited whether any budget stands behind it, so that the limit must be passed on
     */
    record Affordable(long outputCap, boolean limited) implements Offer {}

    /**
     * There is not.
     *
     * @param degrade what the budget's owner wants to be tried instead: what a policy's rule says after {@code then}
     * @param held whether there would be, if what is held for calls under way came back
     */
    record Short(Problem.Exhausted problem, Optional<JsonObject> degrade, boolean held) implements Offer {}
}
