package io.groundwork.platform.llm;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How long and how freely a model may answer. What is empty is left to the provider.
 *
 * @param maxOutputTokens the most it may answer, in its own tokens
 * @param temperature from 0 (as certain as it can be) to 2
 * @param topP the share of the likeliest words that it may choose from, above 0 to 1
 * @param stop texts at which it ends, at most four
 * @param seed for providers that can repeat an answer
 */
public record Sampling(
        Optional<Integer> maxOutputTokens,
        Optional<Double> temperature,
        Optional<Double> topP,
        List<String> stop,
        Optional<Long> seed) {

    /** Everything left to the provider. */
    public static final Sampling USUAL =
            new Sampling(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Sampling {
        Objects.requireNonNull(maxOutputTokens, "maxOutputTokens");
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(topP, "topP");
        stop = List.copyOf(stop);
        Objects.requireNonNull(seed, "seed");
    }

    /** The same, answering at most this much; a smaller limit that is there already stays. */
    public Sampling atMost(int tokens) {
        int most = Math.min(tokens, maxOutputTokens.orElse(tokens));
        return new Sampling(Optional.of(most), temperature, topP, stop, seed);
    }
}
