package io.groundwork.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who makes a model's answers. */
public enum Provider {
    /** The built-in answerer: it quotes the documents, needs no network and costs nothing. */
    EXTRACTIVE,
    /** Any server that speaks OpenAI's chat completions. */
    OPENAI,
    /** Anthropic's Messages API. */
    ANTHROPIC,
    /** A model that is trained here; it can be named before it has learned anything, and waits until then. */
    STUDENT;

    public static Optional<Provider> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** Whether it is called over the network. */
    public boolean remote() {
        return this == OPENAI || this == ANTHROPIC;
    }

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
