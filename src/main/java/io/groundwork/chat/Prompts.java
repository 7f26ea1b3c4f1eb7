package io.groundwork.chat;

import io.groundwork.model.Supports;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.llm.Prompt.Message;
import io.groundwork.platform.llm.Prompt.Speaker;
import io.groundwork.platform.llm.Sampling;
import io.groundwork.routing.Mode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts together what a model is asked. What is the same from question to question comes first and byte for byte the same:
 * our rules, the tenant's, the conversation. What was found for this question comes last, and is not repeated later.
 */
final class Prompts {

    private static final String TENANT =
            "\nThe organisation adds the following. Where it contradicts what stands above, what stands above holds.\n";

    private Prompts() {}

    static Prompt of(Step step, Question question, Passages passages, Optional<AnswerShape> shape) {
        List<Message> messages = new ArrayList<>();
        messages.add(Message.system(rules(step, question, shape)));
        if (step.mode() == Mode.PROMPT) {
            question.request().earlier().stream()
                    .filter(message -> message.speaker() == Speaker.SYSTEM)
                    .forEach(messages::add);
        }
        if (passages.whole()) {
            messages.add(Message.system(passages.quoted()));
        }
        conversation(question.earlier(), step.mode()).forEach(messages::add);
        boolean found = step.mode().retrieves() && !passages.whole();
        String asked = Untrusted.tame(question.text());
        messages.add(Message.user(found ? asked + "\n\n" + passages.quoted() : asked));
        if (!step.mode().retrieves()) {
            messages.addAll(question.request().following());
        }
        return new Prompt(
                messages,
                sampling(question, step.model().supports()),
                passedOn(shape, step),
                step.mode().retrieves() ? Optional.empty() : question.request().tools(),
                messages.size() - 1);
    }

    /** The same question once more, after an answer that did not have its shape. */
    static Prompt again(Prompt before, String answered, List<String> faults) {
        List<Message> messages = new ArrayList<>(before.messages());
        messages.add(Message.assistant(answered));
        messages.add(Message.user("That reply is not valid: " + String.join("; ", faults)
                + ". Reply again with the corrected JSON and nothing else."));
        return new Prompt(messages, before.sampling(), before.responseFormat(), before.tools(), before.stable());
    }

    /** Watches over what a model is told and is not to tell; what the person or the passages say may be said. */
    static OwnWords ownWords(Mode mode, Question question, Passages passages) {
        String additions = additions(question);
        Stream<String> known = Stream.concat(
                Stream.concat(
                        Stream.of(question.text()), question.earlier().stream().map(Message::text)),
                passages.sources().stream().map(source -> source.hit().text()));
        List<CodeWord> codes = additions.isEmpty() ? List.of() : CodeWord.in(additions, known.toList());
        return new OwnWords(rules(mode, question), additions, codes);
    }

    /** What we say ourselves, up to what the organisation adds. */
    private static String rules(Mode mode, Question question) {
        return Rules.of(mode) + (additions(question).isEmpty() ? "" : TENANT);
    }

    /** What the organisation adds; empty when it adds nothing. */
    private static String additions(Question question) {
        return question.options()
                .prompt()
                .filter(words -> !words.isBlank())
                .map(words -> Untrusted.tame(words).strip() + "\n")
                .orElse("");
    }

    private static String rules(Step step, Question question, Optional<AnswerShape> shape) {
        StringBuilder rules = new StringBuilder(rules(step.mode(), question)).append(additions(question));
        shape.ifPresent(wanted -> {
            if (!step.model().supports().jsonSchema() || wanted.isAnyObject()) {
                rules.append('\n').append(wanted.inWords()).append('\n');
            }
            if (step.mode().retrieves()) {
                rules.append(
                        "\nMarks stand inside the strings of the JSON, at the end of the statement that they support.\n");
            }
        });
        return rules.toString();
    }

    private static List<Message> conversation(List<Message> earlier, Mode mode) {
        return earlier.stream()
                .filter(message -> message.speaker() != Speaker.SYSTEM)
                .filter(message -> !mode.retrieves()
                        || message.speaker() != Speaker.TOOL && !message.text().isBlank())
                .map(message -> said(message, mode))
                .toList();
    }

    /** Numbers of earlier answers mean nothing here and would only be copied. */
    private static Message said(Message message, Mode mode) {
        String text = Untrusted.tame(message.text());
        return new Message(
                message.speaker(),
                message.speaker() == Speaker.ASSISTANT ? text.replaceAll("\\s?\\[\\d{1,3}]", "") : text,
                mode.retrieves() ? JsonValue.EMPTY_JSON_ARRAY : message.toolCalls(),
                mode.retrieves() ? Optional.empty() : message.toolCallId());
    }

    private static Sampling sampling(Question question, Supports supports) {
        Sampling asked = question.request().sampling();
        Sampling limited =
                question.options().maxOutputTokens().map(asked::atMost).orElse(asked);
        return new Sampling(
                limited.maxOutputTokens(),
                supports.temperature() ? limited.temperature() : Optional.empty(),
                supports.temperature() ? limited.topP() : Optional.empty(),
                limited.stop(),
                supports.seed() ? limited.seed() : Optional.empty());
    }

    private static Optional<JsonObject> passedOn(Optional<AnswerShape> shape, Step step) {
        return shape.filter(wanted -> step.model().supports().jsonSchema()).map(AnswerShape::format);
    }
}
