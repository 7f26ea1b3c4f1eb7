package io.groundwork.platform.llm;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A server that speaks OpenAI's chat completions (vLLM, Ollama, hosted ones).
 *
 * @param baseUrl up to and with {@code /v1}; {@code /chat/completions} is added
 * @param apiKey sent as a bearer token; never part of any text
 */
public record OpenAiEndpoint(URI baseUrl, String model, Optional<String> apiKey, Deadlines deadlines) {

    public OpenAiEndpoint {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(deadlines, "deadlines");
    }

    URI completions() {
        return at("/chat/completions");
    }

    URI at(String path) {
        String base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** OpenAI's reasoning models refuse the old name of the limit; most other servers know no other. */
    String outputLimit() {
        String host = String.valueOf(baseUrl.getHost()).toLowerCase(Locale.ROOT);
        return host.equals("api.openai.com") || host.endsWith(".openai.azure.com")
                ? "max_completion_tokens"
                : "max_tokens";
    }

    @Override
    public String toString() {
        return model + " at " + baseUrl.getScheme() + "://" + baseUrl.getHost();
    }
}
