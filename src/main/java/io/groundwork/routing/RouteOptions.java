package io.groundwork.routing;

import jakarta.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rule sets besides mode and model.
 *
 * @param topK how many passages a model is given; empty for the product's own number
 * @param maxOutputTokens the most that the model may answer; a caller may ask for less
 * @param prompt words of the tenant's own that follow the product's rules
 * @param wholeCorpus whether everything that the caller may read is sent, as long as it fits
 * @param restart whether an answer that breaks off is begun again by the next model, with a notice; otherwise it ends with
 *     an error
 * @param withhold whether nothing of an answer is shown before its first verified citation
 * @param responseFormat OpenAI's {@code response_format} where the caller sets none
 * @param abstainBelow the least confidence, 0 to 1, with which the built-in answerer answers; empty for its own threshold
 */
public record RouteOptions(
        Optional<Integer> topK,
        Optional<Integer> maxOutputTokens,
        Optional<String> prompt,
        boolean wholeCorpus,
        boolean restart,
        boolean withhold,
        Optional<JsonObject> responseFormat,
        Optional<Double> abstainBelow) {

    public static final RouteOptions USUAL = new RouteOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false,
            Optional.empty(),
            Optional.empty());

    public RouteOptions {
        Objects.requireNonNull(topK, "topK");
        Objects.requireNonNull(maxOutputTokens, "maxOutputTokens");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(responseFormat, "responseFormat");
        Objects.requireNonNull(abstainBelow, "abstainBelow");
    }

    /** The same with the policy's word on when the built-in answerer keeps silent. */
    RouteOptions abstainingBelow(Optional<Double> least) {
        return new RouteOptions(topK, maxOutputTokens, prompt, wholeCorpus, restart, withhold, responseFormat, least);
    }
}
