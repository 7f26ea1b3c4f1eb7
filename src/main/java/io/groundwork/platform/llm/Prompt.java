package io.groundwork.platform.llm;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a language model is asked: messages in order, how it may answer, and in which shape.
 *
 * @param responseFormat OpenAI's {@code response_format}, as it came; a client that cannot pass it on leaves it out
 * @param tools what the model may ask its caller to do
 * @param stable how many of the first messages are the same from question to question, so that a provider may keep them
 *     ready; 0 when none are
 */
public record Prompt(
        List<Message> messages,
        Sampling sampling,
        Optional<JsonObject> responseFormat,
        Optional<Tools> tools,
        int stable) {

    public Prompt {
        messages = List.copyOf(messages);
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(responseFormat, "responseFormat");
        Objects.requireNonNull(tools, "tools");
        if (stable < 0 || stable > messages.size()) {
            throw new IllegalArgumentException("no more messages can be stable than there are");
        }
    }

    /** Words for words. */
    public Prompt(List<Message> messages, Sampling sampling) {
        this(messages, sampling, Optional.empty(), Optional.empty(), 0);
    }

    /** The same, asking for an answer of at most this many tokens. */
    public Prompt atMost(int tokens) {
        return new Prompt(messages, sampling.atMost(tokens), responseFormat, tools, stable);
    }

    /** Who speaks in a message. */
    public enum Speaker {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }

    /**
     * What the model may ask its caller to do, in OpenAI's words.
     *
     * @param offered OpenAI's {@code tools}
     * @param choice OpenAI's {@code tool_choice}
     * @param parallel OpenAI's {@code parallel_tool_calls}
     */
    public record Tools(JsonArray offered, Optional<JsonValue> choice, Optional<Boolean> parallel) {

        public Tools(JsonArray offered, Optional<JsonValue> choice) {
            this(offered, choice, Optional.empty());
        }
    }

    /**
     * One message.
     *
     * @param toolCalls what an assistant asked its caller to do, in OpenAI's words; empty for everybody else
     * @param toolCallId which of those requests the message of a tool answers; empty for everybody else
     */
    public record Message(Speaker speaker, String text, JsonArray toolCalls, Optional<String> toolCallId) {

        public Message {
            Objects.requireNonNull(speaker, "speaker");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(toolCalls, "toolCalls");
            Objects.requireNonNull(toolCallId, "toolCallId");
        }

        public Message(Speaker speaker, String text) {
            this(speaker, text, JsonValue.EMPTY_JSON_ARRAY, Optional.empty());
        }

        public static Message system(String text) {
            return new Message(Speaker.SYSTEM, text);
        }

        public static Message user(String text) {
            return new Message(Speaker.USER, text);
        }

        public static Message assistant(String text) {
            return new Message(Speaker.ASSISTANT, text);
        }
    }
}
