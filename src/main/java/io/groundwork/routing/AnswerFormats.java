package io.groundwork.routing;

import jakarta.json.JsonObject;

/** Which shapes of answers a rule may demand; told by whoever holds answers to them. */
@FunctionalInterface
public interface AnswerFormats {

    /** Whether answers can be held to this {@code response_format}. */
    boolean usable(JsonObject format);
}
