package io.groundwork.platform.llm;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Locale;

/** A language model behind OpenAI's chat completions, always read as a stream. */
final class OpenAiModel implements LanguageModel {

    private final OpenAiEndpoint endpoint;
    private final HttpClient http;
    private final ProviderAddresses addresses;

    OpenAiModel(OpenAiEndpoint endpoint, HttpClient http, ProviderAddresses addresses) {
        this.endpoint = endpoint;
        this.http = http;
        this.addresses = addresses;
    }

    @Override
    public String name() {
        return endpoint.model();
    }

    @Override
    public Call prepare(Prompt prompt) {
        String body = body(prompt);
        return new Call() {
            @Override
            public String sent() {
                return body;
            }

            @Override
            public ModelStream open() {
                return send(body);
            }
        };
    }

    private ModelStream send(String body) {
        ProviderAddresses.Refusal refusal = addresses.refusal(endpoint.baseUrl());
        if (refusal != null) {
            throw ProviderFailure.failed("the provider's address is refused: " + refusal, null);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.completions())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        endpoint.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        long sentAt = System.nanoTime();
        return new OpenAiStream(
                http.sendAsync(request.build(), reply -> new UpstreamBody()), endpoint.deadlines(), sentAt);
    }

    private String body(Prompt prompt) {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        for (Prompt.Message message : prompt.messages()) {
            messages.add(Json.createObjectBuilder()
                    .add("role", message.speaker().name().toLowerCase(Locale.ROOT))
                    .add("content", message.text()));
        }
        JsonObjectBuilder body =
                Json.createObjectBuilder().add("model", endpoint.model()).add("messages", messages);
        prompt.sampling().maxOutputTokens().ifPresent(most -> body.add("max_tokens", most));
        prompt.sampling().temperature().ifPresent(value -> body.add("temperature", value));
        return body.add("stream", true)
                .add("stream_options", Json.createObjectBuilder().add("include_usage", true))
                .build()
                .toString();
    }
}
