package io.groundwork.platform.llm;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a language model is asked: messages in order, and how long and how freely it may answer.
 *
 * @param maxOutputTokens the most it may answer, in its own tokens; empty leaves it to the provider
 * @param temperature from 0 (as certain as it can be) to 2; empty leaves it to the provider
 */
public record Prompt(List<Message> messages, Optional<Integer> maxOutputTokens, Optional<Double> temperature) {

    public Prompt {
        messages = List.copyOf(messages);
        Objects.requireNonNull(maxOutputTokens, "maxOutputTokens");
        Objects.requireNonNull(temperature, "temperature");
    }

    /** Who speaks in a message. */
    public enum Speaker {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** One message. */
    public record Message(Speaker speaker, String text) {

        public Message {
            Objects.requireNonNull(speaker, "speaker");
            Objects.requireNonNull(text, "text");
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
