package io.groundwork.routing;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One version of a tenant's policy. It is drafted with the next number and never changes after; it may be tried by a part
 * of the conversations, published, replaced by another, and published again.
 *
 * @param document as its author wrote it; of version 0, as it is computed from the tenant's models
 * @param percent of the conversations that try it; empty unless it is being rolled out
 * @param problems as of now
 * @param createdBy a username; empty for version 0
 */
public record PolicyVersion(
        int version,
        State state,
        Optional<Integer> percent,
        JsonObject document,
        List<PolicyProblem> problems,
        Optional<Instant> createdAt,
        Optional<String> createdBy,
        Optional<Instant> publishedAt,
        Optional<String> publishedBy) {

    /** Where a version stands. */
    public enum State {
        DRAFT,
        /** A part of the conversations tries it. */
        ROLLOUT,
        PUBLISHED,
        /** It was published once. */
        RETIRED;

        /** As the API writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PolicyVersion {
        problems = List.copyOf(problems);
    }

    /** The version that every tenant has from the beginning. */
    static PolicyVersion reference(boolean published, JsonObject document, List<PolicyProblem> problems) {
        return new PolicyVersion(
                0,
                published ? State.PUBLISHED : State.RETIRED,
                Optional.empty(),
                document,
                problems,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it may be published. */
    public boolean publishable() {
        return problems.stream().noneMatch(PolicyProblem::isError);
    }
}
