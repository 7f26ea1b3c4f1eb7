package io.groundwork.retrieval;

import io.groundwork.platform.kernel.Problem;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What is searched for.
 *
 * @param text the question, at most {@value #MOST_CHARACTERS} characters
 * @param topK how many passages at most, 1 to {@value #MOST_HITS}
 * @param explain whether the result tells how it came about
 */
public record SearchQuery(String text, int topK, Mode mode, boolean explain) {

    public static final int MOST_HITS = 100;
    public static final int DEFAULT_HITS = 10;
    public static final int MOST_CHARACTERS = 8_000;

    /** Which legs search. */
    public enum Mode {
        HYBRID,
        DENSE,
        LEXICAL;

        public static Optional<Mode> of(String word) {
            for (Mode mode : values()) {
                if (mode.word().equals(word)) {
                    return Optional.of(mode);
                }
            }
            return Optional.empty();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SearchQuery {
        Objects.requireNonNull(mode, "mode");
        if (text == null || text.isBlank()) {
            throw Problem.Invalid.field("query", "platform.field_required");
        }
        if (tooLong(text)) {
            throw Problem.Invalid.field("query", "retrieval.query_too_long", MOST_CHARACTERS);
        }
        if (topK < 1 || topK > MOST_HITS) {
            throw Problem.Invalid.field("top_k", "platform.field_range", 1, MOST_HITS);
        }
    }

    public static boolean tooLong(String text) {
        return text.codePointCount(0, text.length()) > MOST_CHARACTERS;
    }

    public static SearchQuery hybrid(String text, int topK) {
        return new SearchQuery(text, topK, Mode.HYBRID, false);
    }
}
