package io.groundwork.chat.rest;

import io.groundwork.chat.ChatRequest;
import io.groundwork.chat.Conversations;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.llm.Sampling;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads OpenAI's request of chat completions. What we do not know is ignored; what we know and is wrong is named. System
 * messages of the client are not passed on: what a model is told to do is the tenant's policy, not the caller's.
 */
final class ChatRequestReader {

    private static final int MOST_MESSAGES = 500;
    private static final int MOST_OUTPUT_TOKENS = 1_000_000;

    private final JsonBody body;

    private ChatRequestReader(JsonBody body) {
        this.body = body;
    }

    static ChatRequest read(JsonObject json, UUID answerId) {
        return new ChatRequestReader(JsonBody.of(json)).request(answerId);
    }

    /** Whether the client wants the answer as a stream, and the usage at its end. */
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

    private ChatRequest request(UUID answerId) {
        String model = body.text("model");
        List<Prompt.Message> messages = messages();
        checkChoices();
        Optional<Integer> most = body.optionalNumber("max_completion_tokens", 1, MOST_OUTPUT_TOKENS)
                .or(() -> body.optionalNumber("max_tokens", 1, MOST_OUTPUT_TOKENS));
        Optional<Double> temperature = decimal("temperature", 0, 2);
        Optional<JsonBody> own = body.optionalObject("groundwork");
        Optional<String> conversation = own.flatMap(extension -> extension.optionalText("conversation_id"));
        List<String> collections =
                own.map(extension -> extension.texts("collections")).orElse(List.of());
        Optional<String> mode = own.flatMap(extension -> extension.optionalText("mode"));
        int last = lastQuestion(messages);
        body.check();
        String question = messages.get(last).text().strip();
        checkLength(question);
        return new ChatRequest(
                answerId,
                model,
                question,
                earlier(messages.subList(0, last)),
                List.of(),
                conversation.map(Conversations::id),
                collections,
                mode,
                new Sampling(most, temperature, Optional.empty(), List.of(), Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    private static List<Prompt.Message> earlier(List<Prompt.Message> messages) {
        return messages.stream()
                .filter(message -> message.speaker() != Prompt.Speaker.SYSTEM
                        && !message.text().isBlank())
                .toList();
    }

    private static void checkLength(String question) {
        if (question.codePointCount(0, question.length()) > ChatRequest.LONGEST_QUESTION) {
            throw new Problem.Invalid(
                    Problem.Invalid.Shape.TOO_LARGE,
                    List.of(Problem.Invalid.Field.of(
                            "messages", "chat.question_too_long", ChatRequest.LONGEST_QUESTION)),
                    "platform.invalid_request",
                    1);
        }
    }

    private int lastQuestion(List<Prompt.Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            Prompt.Message message = messages.get(i);
            if (message.speaker() == Prompt.Speaker.USER && !message.text().isBlank()) {
                return i;
            }
        }
        body.note("messages", "chat.user_message_required");
        return -1;
    }

    private void checkChoices() {
        JsonValue choices = body.json().get("n");
        boolean one = choices == null
                || choices == JsonValue.NULL
                || choices instanceof JsonNumber number && number.isIntegral() && number.longValue() == 1;
        if (!one) {
            body.note("n", "chat.one_choice");
        }
    }

    private Optional<Double> decimal(String field, double least, double most) {
        if (!body.given(field)) {
            return Optional.empty();
        }
        if (body.json().get(field) instanceof JsonNumber number
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return Optional.of(number.doubleValue());
        }
        body.note(field, "chat.number_range", least, most);
        return Optional.empty();
    }

    private List<Prompt.Message> messages() {
        List<Prompt.Message> messages = new ArrayList<>();
        if (!(body.json().get("messages") instanceof JsonArray array) || array.isEmpty()) {
            body.note("messages", "chat.messages_required");
            body.check();
            return messages;
        }
        if (array.size() > MOST_MESSAGES) {
            throw Problem.Invalid.field("messages", "chat.messages_too_many", MOST_MESSAGES);
        }
        for (int i = 0; i < array.size(); i++) {
            String place = "messages[" + i + "]";
            if (array.get(i) instanceof JsonObject message) {
                speaker(place, message)
                        .ifPresent(speaker -> messages.add(new Prompt.Message(speaker, content(place, message))));
            } else {
                body.note(place, "chat.message_object");
            }
        }
        body.check();
        return messages;
    }

    private Optional<Prompt.Speaker> speaker(String place, JsonObject message) {
        String role = message.get("role") instanceof JsonString text ? text.getString() : "";
        switch (role) {
            case "user":
                return Optional.of(Prompt.Speaker.USER);
            case "assistant":
                return Optional.of(Prompt.Speaker.ASSISTANT);
            case "system", "developer":
                return Optional.of(Prompt.Speaker.SYSTEM);
            case "tool", "function":
                return Optional.empty();
            default:
                body.note(place + ".role", "chat.role_unknown");
                return Optional.empty();
        }
    }

    private String content(String place, JsonObject message) {
        JsonValue content = message.get("content");
        String text = null;
        if (content instanceof JsonString string) {
            text = string.getString();
        } else if (content instanceof JsonArray parts) {
            text = parts(parts);
        } else if (content == JsonValue.NULL && "assistant".equals(message.getString("role", ""))) {
            text = "";
        }
        if (text == null) {
            body.note(place + ".content", "chat.content_invalid");
            return "";
        }
        if (text.indexOf('\u0000') >= 0) {
            body.note(place + ".content", "chat.content_characters");
        }
        return text;
    }

    /** Text parts joined; null where there is anything else. */
    private static String parts(JsonArray parts) {
        List<String> texts = new ArrayList<>();
        for (JsonValue part : parts) {
            if (part instanceof JsonObject object
                    && "text".equals(object.getString("type", ""))
                    && object.get("text") instanceof JsonString text) {
                texts.add(text.getString());
            } else {
                return null;
            }
        }
        return String.join("\n", texts);
    }
}
