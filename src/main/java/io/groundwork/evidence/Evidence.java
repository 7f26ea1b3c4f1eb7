package io.groundwork.evidence;

import io.groundwork.chat.Citation;
import io.groundwork.chat.EvidenceLog.Candidate;
import io.groundwork.chat.Route;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything on record about one answer.
 *
 * @param sent the exact text that went to the first model
 * @param sentSha256 of that text in UTF-8, computed when it was written
 * @param intact whether the stored text still has that hash
 * @param attempts each model that was told something, in order
 * @param outcome what came of it; empty while the answer is being made, or when the application ended before it was done
 */
public record Evidence(
        UUID answerId,
        UUID conversationId,
        Instant at,
        String username,
        UUID userId,
        List<String> groups,
        String question,
        String searched,
        String mode,
        String model,
        String promptVersion,
        Route route,
        List<Candidate> candidates,
        String sent,
        String sentSha256,
        boolean intact,
        String requestId,
        String traceparent,
        String recordSha256,
        List<Attempt> attempts,
        Optional<Outcome> outcome) {

    /**
     * What one of the answer's models was told.
     *
     * @param n which of them, from 1
     * @param candidates what retrieval had found, with the access of that moment
     * @param intact whether the stored text still has its hash
     */
    public record Attempt(
            int n,
            Instant at,
            String model,
            String mode,
            String promptVersion,
            List<Candidate> candidates,
            String sent,
            String sentSha256,
            boolean intact) {}

    /**
     * What came of an answer.
     *
     * @param state given, stopped or failed
     * @param raw what the model said
     * @param shown what the person was given
     * @param detail the whole record: usage, cost, attempts with the provider's ids, timings
     */
    public record Outcome(
            Instant at,
            String state,
            String raw,
            String shown,
            boolean abstained,
            List<Citation> citations,
            JsonObject detail,
            String recordSha256) {}
}
