package io.groundwork.platform.llm;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** The events of Anthropic's Messages API, told in OpenAI's words. Kinds that are unknown are passed over, as it asks. */
final class AnthropicEvents extends ProviderEvents {

    private JsonObject usage = JsonValue.EMPTY_JSON_OBJECT;

    @Override
    protected boolean read(String data) {
        EventJson event = EventJson.parse(data);
        String type = event.text("type").orElse("");
        switch (type) {
            case "message_start" -> event.object("message").ifPresent(this::begin);
            case "content_block_start" -> event.object("content_block").ifPresent(block -> block(place(event), block));
            case "content_block_delta" -> event.object("delta").ifPresent(delta -> delta(place(event), delta));
            case "message_delta" -> {
                event.object("delta").ifPresent(this::finishOf);
                event.object("usage").ifPresent(this::countAll);
            }
            case "message_stop" -> last();
            case "error" -> throw error(event);
            default -> {
                return !type.equals("ping");
            }
        }
        return true;
    }

    @Override
    protected void readWhole(EventJson answer) {
        if (answer.text("type").filter("error"::equals).isPresent()) {
            throw error(answer);
        }
        responseId(answer.text("id"));
        answer.object("usage").ifPresent(this::countAll);
        List<EventJson> blocks = answer.objects("content");
        for (int i = 0; i < blocks.size(); i++) {
            block(i, blocks.get(i));
        }
        finishOf(answer);
    }

    private void begin(EventJson message) {
        responseId(message.text("id"));
        message.object("usage").ifPresent(this::count);
        usageSoFar(UsageTold.anthropic(new EventJson(usage)));
    }

    private void block(long place, EventJson block) {
        switch (block.text("type").orElse("")) {
            case "text" -> piece(block.text("text"));
            case "tool_use" -> toolCall(place, block.text("id"), block.text("name"), input(block));
            default -> begun();
        }
    }

    /** In a stream a block begins with an empty input, whose pieces follow as text. */
    private static Optional<String> input(EventJson block) {
        return block.written("input").filter(input -> !input.equals("{}"));
    }

    private void delta(long place, EventJson delta) {
        switch (delta.text("type").orElse("")) {
            case "text_delta" -> piece(delta.text("text"));
            case "input_json_delta" -> toolCall(place, Optional.empty(), Optional.empty(), delta.text("partial_json"));
            default -> thought(delta.text("thinking"));
        }
    }

    private void finishOf(EventJson told) {
        finish(told.text("stop_reason").map(AnthropicEvents::word));
    }

    private static String word(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }

    /** Counts come twice, at the beginning and at the end; what is told later replaces what was told before. */
    private void count(EventJson told) {
        JsonObjectBuilder merged = Json.createObjectBuilder(usage);
        told.json().forEach((name, value) -> {
            if (value != JsonValue.NULL) {
                merged.add(name, value);
            }
        });
        usage = merged.build();
    }

    /** Only the end knows the output: of an answer that breaks off before it, only the input is known. */
    private void countAll(EventJson told) {
        count(told);
        usage(UsageTold.anthropic(new EventJson(usage)));
    }

    private RuntimeException error(EventJson event) {
        return refused(
                event.object("error").flatMap(error -> error.text("type")).orElse("unknown"));
    }

    private static long place(EventJson event) {
        return event.number("index").orElse(0L);
    }
}
