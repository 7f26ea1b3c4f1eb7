package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.TokenCount;
import java.util.Optional;

/**
 * The tokens as providers tell them, brought into the one normal form. Counts that cannot be true count as not told, so
 * that nobody is charged for them.
 */
final class UsageTold {

    private UsageTold() {}

    /** OpenAI's {@code usage}: parts are inside the whole, except that some servers count thoughts beside the output. */
    static Optional<TokenCount> openAi(EventJson usage) {
        long input = number(usage, "prompt_tokens");
        long output = number(usage, "completion_tokens");
        long cached = detail(usage, "prompt_tokens_details", "cached_tokens");
        long reasoning = detail(usage, "completion_tokens_details", "reasoning_tokens");
        boolean beside = reasoning > 0 && number(usage, "total_tokens") == input + output + reasoning;
        return count(input, cached, 0, beside ? output + reasoning : output, reasoning);
    }

    /** Anthropic's {@code usage}: what was read from the cache and what was written to it stand beside the input. */
    static Optional<TokenCount> anthropic(EventJson usage) {
        long cached = number(usage, "cache_read_input_tokens");
        long written = number(usage, "cache_creation_input_tokens");
        long input = number(usage, "input_tokens") + cached + written;
        return count(input, cached, written, number(usage, "output_tokens"), 0);
    }

    private static Optional<TokenCount> count(long input, long cached, long written, long output, long reasoning) {
        boolean negative = input < 0 || cached < 0 || written < 0 || output < 0 || reasoning < 0;
        boolean plausible = !negative && cached + written <= input && reasoning <= output && input + output > 0;
        return plausible ? Optional.of(new TokenCount(input, cached, written, output, reasoning)) : Optional.empty();
    }

    private static long detail(EventJson usage, String part, String name) {
        return usage.object(part).map(details -> number(details, name)).orElse(0L);
    }

    private static long number(EventJson usage, String name) {
        return usage.number(name).orElse(0L);
    }
}
