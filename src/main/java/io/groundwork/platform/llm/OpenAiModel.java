package io.groundwork.platform.llm;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A language model behind OpenAI's chat completions, always asked for a stream. */
final class OpenAiModel implements LanguageModel {

    private final OpenAiEndpoint endpoint;
    private final Upstream upstream;

    OpenAiModel(OpenAiEndpoint endpoint, Upstream upstream) {
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
        Map<String, String> headers = endpoint.apiKey()
                .map(key -> Map.of("Authorization", "Bearer " + key))
                .orElse(Map.of());
        Upstream.Target target = new Upstream.Target(endpoint.completions(), headers, endpoint.deadlines());
        return upstream.call(target, body(prompt), OpenAiEvents::new);
    }

    private String body(Prompt prompt) {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        prompt.messages().forEach(message -> messages.add(message(message)));
        JsonObjectBuilder body =
                Json.createObjectBuilder().add("model", endpoint.model()).add("messages", messages);
        sampling(prompt.sampling(), body);
        prompt.responseFormat().ifPresent(format -> body.add("response_format", format));
        Optional<Prompt.Tools> tools = prompt.tools();
        tools.ifPresent(offer -> body.add("tools", offer.offered()));
        tools.flatMap(Prompt.Tools::choice).ifPresent(choice -> body.add("tool_choice", choice));
        tools.flatMap(Prompt.Tools::parallel).ifPresent(parallel -> body.add("parallel_tool_calls", parallel));
        return body.add("stream", true)
                .add("stream_options", Json.createObjectBuilder().add("include_usage", true))
                .build()
                .toString();
    }

    private static JsonObjectBuilder message(Prompt.Message message) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("role", message.speaker().name().toLowerCase(Locale.ROOT));
        boolean onlyAsks = message.text().isEmpty() && !message.toolCalls().isEmpty();
        if (onlyAsks) {
            json.addNull("content");
        } else {
            json.add("content", message.text());
        }
        if (!message.toolCalls().isEmpty()) {
            json.add("tool_calls", message.toolCalls());
        }
        message.toolCallId().ifPresent(id -> json.add("tool_call_id", id));
        return json;
    }

    private void sampling(Sampling sampling, JsonObjectBuilder body) {
        sampling.maxOutputTokens().ifPresent(most -> body.add(endpoint.outputLimit(), most));
        sampling.temperature().ifPresent(value -> body.add("temperature", value));
        sampling.topP().ifPresent(share -> body.add("top_p", share));
        if (!sampling.stop().isEmpty()) {
            body.add("stop", Json.createArrayBuilder(sampling.stop()));
        }
        sampling.seed().ifPresent(seed -> body.add("seed", seed));
    }
}
