package io.groundwork.platform.llm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes clients of language models; all of them share one way to their providers. */
@ApplicationScoped
public class LanguageModels {

    private final Upstream upstream;

    /** For the container's proxies only. */
    protected LanguageModels() {
        upstream = null;
    }

    @Inject
    public LanguageModels(ProviderAddresses addresses) {
        this.upstream = new Upstream(addresses);
    }

    /** A model of an OpenAI-compatible server. */
    public LanguageModel openAi(OpenAiEndpoint endpoint) {
        return new OpenAiModel(endpoint, upstream);
    }

    /** A model of a server that speaks Anthropic's Messages API. */
    public LanguageModel anthropic(AnthropicEndpoint endpoint) {
        return new AnthropicModel(endpoint, upstream);
    }

    /** The server of this model as one that takes adapters; the model's name is not used. */
    public AdapterServer adapters(OpenAiEndpoint endpoint) {
        return new AdapterServer(endpoint, upstream);
    }
}
