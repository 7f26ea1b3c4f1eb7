package io.groundwork.platform.llm;

import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;

/** The events of OpenAI's chat completions. */
final class OpenAiEvents extends ProviderEvents {

    @Override
    protected boolean read(String data) {
        if (data.equals("[DONE]")) {
            last();
            return true;
        }
        EventJson event = EventJson.parse(data);
        refuseError(event);
        take(event, "delta");
        return true;
    }

    @Override
    protected void readWhole(EventJson answer) {
        refuseError(answer);
        take(answer, "message");
    }

    private void take(EventJson event, String part) {
        responseId(event.text("id"));
        usage(event.object("usage").flatMap(UsageTold::openAi));
        event.objects("choices").stream().findFirst().ifPresent(choice -> {
            choice.object(part).ifPresent(this::say);
            finish(choice.text("finish_reason"));
        });
    }

    private void say(EventJson said) {
        piece(said.text("content"));
        Optional<String> thought = said.text("reasoning_content").or(() -> said.text("reasoning"));
        if (thought.isPresent()) {
            thought(thought);
        }
        List<EventJson> calls = said.objects("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            EventJson call = calls.get(i);
            Optional<EventJson> function = call.object("function");
            toolCall(
                    call.number("index").orElse((long) i),
                    call.text("id"),
                    function.flatMap(asked -> asked.text("name")),
                    function.flatMap(asked -> asked.written("arguments")));
        }
    }

    private void refuseError(EventJson event) {
        Optional<EventJson> error = event.object("error");
        if (error.isPresent() || event.json().get("error") instanceof JsonString) {
            throw refused(error.flatMap(told -> told.written("code"))
                    .or(() -> error.flatMap(told -> told.text("type")))
                    .orElse("unknown"));
        }
    }
}
