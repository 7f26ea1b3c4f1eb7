package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import jakarta.json.JsonObject;

/** Whoever routes questions says whether a way can be taken when money runs low. */
public interface Ladder {

    /**
     * Looks at what a policy's rule may say after {@code then}.
     *
     * @throws Problem.Invalid naming every bad field, each beginning with this name
     */
    void check(Caller caller, String field, JsonObject then);
}
