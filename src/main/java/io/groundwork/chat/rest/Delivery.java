package io.groundwork.chat.rest;

import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonObject;

/**
 * How the client wants its answer.
 *
 * @param stream as a stream of chunks
 * @param usage with the usage at the end of the stream
 */
record Delivery(boolean stream, boolean usage) {

    static Delivery of(JsonObject json) {
        JsonBody body = JsonBody.of(json);
        boolean stream = body.optionalFlag("stream").orElse(false);
        boolean usage = body.optionalObject("stream_options")
                .flatMap(options -> options.optionalFlag("include_usage"))
                .orElse(false);
        body.check();
        return new Delivery(stream, usage);
    }
}
