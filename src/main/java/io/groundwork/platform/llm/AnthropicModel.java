package io.groundwork.platform.llm;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A language model behind Anthropic's Messages API, always asked for a stream. */
final class AnthropicModel implements LanguageModel {

    private static final String VERSION = "2023-06-01";

    private final AnthropicEndpoint endpoint;
    private final Upstream upstream;

    AnthropicModel(AnthropicEndpoint endpoint, Upstream upstream) {
        this.endpoint = endpoint;
        this.upstream = upstream;
    }

    @Override
    public String name() {
        return endpoint.model();
    }

    @Override
    public Duration longest() {
        return endpoint.deadlines().total();
    }

    @Override
    public Call prepare(Prompt prompt) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("anthropic-version", VERSION);
        endpoint.apiKey().ifPresent(key -> headers.put("x-api-key", key));
        Upstream.Target target = new Upstream.Target(endpoint.messages(), headers, endpoint.deadlines());
        return upstream.call(target, new AnthropicRequest(prompt).body(endpoint.model()), AnthropicEvents::new);
    }
}
