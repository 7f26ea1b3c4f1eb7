package io.groundwork.model;

/**
 * What a model's provider understands, so that nothing is passed on that it would refuse.
 *
 * @param tools requests to its caller
 * @param jsonSchema OpenAI's {@code response_format}; without it the schema is told in words
 * @param seed repeatable answers
 * @param temperature how freely it may answer; reasoning models refuse it
 * @param contextTokens how much it can read at once, in its own tokens
 */
public record Supports(boolean tools, boolean jsonSchema, boolean seed, boolean temperature, int contextTokens) {

    /** What most servers of today read at once, at the least. */
    public static final int USUAL_CONTEXT = 32_768;

    /** Of the built-in answerer and of students: passages in, sentences out. */
    public static final Supports NOTHING = new Supports(false, false, false, false, USUAL_CONTEXT);

    public static Supports usual(Provider provider) {
        return switch (provider) {
            case OPENAI -> new Supports(true, true, true, true, USUAL_CONTEXT);
            case ANTHROPIC -> new Supports(true, false, false, true, 200_000);
            case EXTRACTIVE, STUDENT -> NOTHING;
        };
    }
}
