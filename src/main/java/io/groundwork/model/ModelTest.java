package io.groundwork.model;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TokenCount;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of asking a model a trifle.
 *
 * @param latencyMs until the answer was complete, or the call had failed
 * @param firstTokenMs until it began; empty where nothing came
 * @param requestId the provider's
 * @param code of the problem; empty where it answered
 * @param message of the problem, for a person
 */
public record ModelTest(
        boolean ok,
        long latencyMs,
        Optional<Long> firstTokenMs,
        Optional<String> reply,
        Optional<TokenCount> usage,
        Optional<String> requestId,
        Optional<String> code,
        Optional<String> message) {

    static ModelTest failed(Problem problem, long latencyMs) {
        return new ModelTest(
                false,
                latencyMs,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(problem.code()),
                Optional.of(Diagnosis.of(problem).in(Locale.ENGLISH)));
    }
}
