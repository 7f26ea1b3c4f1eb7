package io.groundwork.platform.llm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.time.Duration;

/** Makes clients of language models; they share one pool of connections. Redirects are not followed. */
@ApplicationScoped
public class LanguageModels {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final ProviderAddresses addresses;

    /** For the container's proxies only. */
    protected LanguageModels() {
        http = null;
        addresses = null;
    }

    @Inject
    public LanguageModels(ProviderAddresses addresses) {
        this.addresses = addresses;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** A model of an OpenAI-compatible server. */
    public LanguageModel openAi(OpenAiEndpoint endpoint) {
        return new OpenAiModel(endpoint, http, addresses);
    }
}
