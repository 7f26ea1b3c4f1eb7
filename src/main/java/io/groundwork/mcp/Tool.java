package io.groundwork.mcp;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonObject;

/** Something that a model may do here in its user's name. */
interface Tool {

    String name();

    /** What it is for, what it takes and what it gives, as the protocol's list of tools has it. */
    JsonObject description();

    /**
     * Does it.
     *
     * @throws Problem when it cannot be done; the model is told how to do better
     */
    ToolResult call(Exchange exchange, JsonBody arguments);
}
