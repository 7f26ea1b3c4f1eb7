package io.groundwork.model;

import io.groundwork.platform.llm.Deadlines;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a model is to be.
 *
 * @param baseUrl where its provider is reached, with {@code /v1}; empty for what is asked in this process
 * @param name its name at its provider; empty where the alias is its name
 * @param base of a fine-tuned model: the alias or name of what it was made from
 * @param price a further price; empty to leave the prices as they are
 * @param maxConcurrent calls at once on a node
 * @param retiresOn the day from which it is not asked any more
 */
public record ModelSpec(
        Provider provider,
        Optional<String> baseUrl,
        Optional<String> name,
        KeyChange key,
        Optional<String> tier,
        Kind kind,
        Optional<String> base,
        Supports supports,
        Optional<NewPrice> price,
        Deadlines timeouts,
        int maxConcurrent,
        boolean disabled,
        Optional<LocalDate> retiresOn) {

    public static final int USUAL_CONCURRENT = 128;

    /** The address as it is kept, without a slash at its end. */
    Optional<String> address() {
        return baseUrl.map(url -> url.replaceFirst("/+$", ""));
    }
}
