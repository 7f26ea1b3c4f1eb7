package io.groundwork.platform.kernel;

/**
 * What a model call took in and gave out, in the model's own tokens. Every provider counts differently; this is the one
 * normal form.
 *
 * @param input everything that was read, whatever its price
 * @param cachedInput the part of the input that the provider had ready from an earlier call
 * @param cacheWrite the part of the input that the provider was paid to keep ready
 * @param output everything that was written, reasoning included
 * @param reasoning the part of the output that nobody is shown
 */
public record TokenCount(long input, long cachedInput, long cacheWrite, long output, long reasoning) {

    public static final TokenCount NONE = new TokenCount(0, 0, 0);

    public TokenCount {
        boolean negative = input < 0 || cachedInput < 0 || cacheWrite < 0 || output < 0 || reasoning < 0;
        if (negative || cachedInput + cacheWrite > input || reasoning > output) {
            throw new IllegalArgumentException(
                    "token counts are not negative, and parts are not larger than the whole");
        }
    }

    /** Of a provider that neither is paid for keeping input nor reasons. */
    public TokenCount(long input, long cachedInput, long output) {
        this(input, cachedInput, 0, output, 0);
    }

    public long total() {
        return input + output;
    }

    public TokenCount plus(TokenCount other) {
        return new TokenCount(
                input + other.input,
                cachedInput + other.cachedInput,
                cacheWrite + other.cacheWrite,
                output + other.output,
                reasoning + other.reasoning);
    }
}
