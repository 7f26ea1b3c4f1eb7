package io.groundwork.routing;

import io.groundwork.model.Model;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The two halves of a route, set independently: where behaviour comes from (the prompt, or the weights of a fine-tuned
 * model) and where knowledge comes from (retrieval, or nothing).
 */
public enum Mode {
    /** A base model under a full behavioural prompt, without retrieval. */
    PROMPT(false, false),
    /** A base model under a full behavioural prompt, with retrieval. */
    RAG(false, true),
    /** A fine-tuned model under one line, without retrieval. */
    FINE_TUNE(true, false),
    /** A fine-tuned model under one line, with retrieval. */
    HYBRID(true, true);

    private final boolean fineTuned;
    private final boolean retrieves;

    Mode(boolean fineTuned, boolean retrieves) {
        this.fineTuned = fineTuned;
        this.retrieves = retrieves;
    }

    public static Optional<Mode> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** The mode with these halves. */
    public static Mode of(boolean fineTuned, boolean retrieves) {
        return Arrays.stream(values())
                .filter(each -> each.fineTuned == fineTuned && each.retrieves == retrieves)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The mode in which this model does the work of a route: the knowledge half stays, the behaviour half is the model's own.
     * The built-in answerer quotes what was found, so it always retrieves.
     */
    public Mode with(Model model) {
        return of(model.fineTuned(), retrieves || model.builtIn());
    }

    /** Whether this model can do a route's work in this mode. */
    public boolean suits(Model model) {
        return with(model) == this;
    }

    public boolean fineTuned() {
        return fineTuned;
    }

    public boolean retrieves() {
        return retrieves;
    }

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
