package io.groundwork.chat.rest;

import io.groundwork.chat.ChatRequest;
import io.groundwork.chat.Conversations;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.llm.Prompt.Speaker;
import io.groundwork.platform.llm.Sampling;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.routing.Mode;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads OpenAI's request of chat completions. What we do not know is ignored; what we know and is wrong is named. What
 * becomes of the client's own system messages is the mode's matter: our rules and the tenant's always stand before them.
 */
final class ChatRequestReader {

    private static final int MOST_COLLECTIONS = 100;

    private final JsonBody body;

    private ChatRequestReader(JsonBody body) {
        this.body = body;
    }

    static ChatRequest read(JsonObject json, UUID answerId) {
        return new ChatRequestReader(JsonBody.of(json)).request(answerId);
    }

    private ChatRequest request(UUID answerId) {
        String model = body.text("model");
        checkChoices();
        Sampling sampling = new SamplingReader(body).read();
        Optional<JsonObject> format = new ResponseFormatReader(body).read();
        Optional<Prompt.Tools> tools = new ToolsReader(body).read();
        Optional<JsonBody> own = body.optionalObject("groundwork");
        List<String> collections = own.map(ChatRequestReader::collections).orElse(List.of());
        Optional<String> mode = own.flatMap(ChatRequestReader::mode);
        Optional<String> conversation = own.flatMap(extension -> extension.optionalText("conversation_id"));
        List<Prompt.Message> messages = new MessageReader(body).read();
        int last = lastQuestion(messages);
        body.check();
        String question = messages.get(last).text().strip();
        checkLength(question);
        return new ChatRequest(
                answerId,
                model,
                question,
                earlier(messages.subList(0, last), tools.isPresent()),
                following(messages.subList(last + 1, messages.size())),
                conversation.map(Conversations::id),
                collections,
                mode,
                sampling,
                format,
                tools);
    }

    /** What was said before; what went to and fro with tools only where there are tools, since providers refuse it otherwise. */
    private static List<Prompt.Message> earlier(List<Prompt.Message> messages, boolean withTools) {
        return messages.stream()
                .filter(message -> withTools && forTools(message)
                        || message.speaker() != Speaker.TOOL && !message.text().isBlank())
                .toList();
    }

    /** What came after the question: a model's requests and what its tools said, or nothing. */
    private static List<Prompt.Message> following(List<Prompt.Message> messages) {
        return messages.stream().filter(ChatRequestReader::forTools).toList();
    }

    private static boolean forTools(Prompt.Message message) {
        return message.speaker() == Speaker.TOOL || !message.toolCalls().isEmpty();
    }

    private static List<String> collections(JsonBody extension) {
        List<String> collections = extension.texts("collections");
        if (collections.size() > MOST_COLLECTIONS) {
            extension.note("collections", "chat.collections_too_many", MOST_COLLECTIONS);
        }
        return collections;
    }

    private static Optional<String> mode(JsonBody extension) {
        Optional<String> mode = extension.optionalText("mode");
        if (mode.isPresent() && mode.flatMap(Mode::of).isEmpty()) {
            extension.note("mode", "chat.mode_unknown");
        }
        return mode;
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
            if (message.speaker() == Speaker.USER && !message.text().isBlank()) {
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
                || choices instanceof JsonNumber number && number.doubleValue() == 1;
        if (!one) {
            body.note("n", "chat.one_choice");
        }
    }
}
