package io.groundwork.platform.kernel;

/** What a model call took in and gave out, in the model's own tokens; cached input is part of the input. */
public record TokenCount(long input, long cachedInput, long output) {

    public static final TokenCount NONE = new TokenCount(0, 0, 0);

    public TokenCount {
        if (input < 0 || cachedInput < 0 || cachedInput > input || output < 0) {
            throw new IllegalArgumentException("token counts are not negative, and cached input is part of the input");
        }
    }

    public long total() {
        return input + output;
    }
}
