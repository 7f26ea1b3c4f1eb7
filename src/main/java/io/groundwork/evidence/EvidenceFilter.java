package io.groundwork.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * Which answers a reviewer looks at; what is empty does not narrow.
 *
 * @param from the earliest time, included
 * @param to the latest time, excluded
 * @param text stands in the question or the answer, in any case
 */
public record EvidenceFilter(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> username,
        Optional<Boolean> abstained,
        Optional<String> text) {

    public static final EvidenceFilter NONE = new EvidenceFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
