package io.groundwork.platform.llm;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * A server that speaks Anthropic's Messages API.
 *
 * @param baseUrl with or without {@code /v1}; the rest of the path is added
 * @param apiKey sent as {@code x-api-key}; never part of any text
 */
public record AnthropicEndpoint(URI baseUrl, String model, Optional<String> apiKey, Deadlines deadlines) {

    public AnthropicEndpoint {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(deadlines, "deadlines");
    }

    URI messages() {
        String text = baseUrl.toString();
        String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return URI.create(base + (base.endsWith("/v1") ? "/messages" : "/v1/messages"));
    }

    @Override
    public String toString() {
        return model + " at " + baseUrl.getScheme() + "://" + baseUrl.getHost();
    }
}
