package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the evidence of answers goes. All operations take part in the caller's transaction, and count when that commits;
 * when one fails, the answer is not given.
 */
public interface EvidenceLog {

    /** Puts on record what an answer is made from, and what its first model is told, before anything of it is given. */
    void open(Caller caller, Opened opened);

    /** Puts on record what a further model is told, before it is told it. */
    void attempt(Caller caller, Told told);

    /** Puts on record what came of it, before its end is given. */
    void close(Caller caller, Outcome outcome);

    /**
     * What an answer is made from.
     *
     * @param groups the caller's groups as of now, those through other groups included
     * @param searched the query that retrieval was asked
     * @param collections the collections that the caller narrowed the search to; empty for all
     */
    record Opened(
            UUID conversationId,
            Instant at,
            List<String> groups,
            String question,
            String searched,
            List<String> collections,
            Route route,
            String requestId,
            String traceparent,
            Told first) {}

    /**
     * What one model is told.
     *
     * @param n which of the answer's models, from 1
     * @param promptVersion which wording of our own rules it is given
     * @param candidates everything that retrieval returned for the caller's scope; what could not be read any more by the time of
     *     sending is among them as denied, and was not sent
     * @param sent the exact text
     */
    record Told(
            UUID answerId,
            int n,
            String model,
            String mode,
            String promptVersion,
            List<Candidate> candidates,
            String sent) {}

    /**
     * One passage that retrieval returned.
     *
     * @param allowed the access decision when the answer was made
     * @param rule the rule behind the decision, in words
     * @param sent whether the model was given it
     */
    record Candidate(
            int rank,
            double score,
            double dense,
            double lexical,
            String chunkId,
            UUID documentId,
            String externalId,
            String title,
            String collection,
            int version,
            String heading,
            String text,
            int start,
            int end,
            int aclId,
            boolean allowed,
            String rule,
            boolean sent) {}

    /**
     * What came of an answer.
     *
     * @param model the model that answered in the end
     * @param mode the mode in which it did
     * @param raw what the model said, before anything of it was changed
     * @param shown what the person was given
     * @param droppedMarks citation marks that stood for nothing or could not be verified, and were taken out
     * @param usage of all attempts together
     * @param costs one amount for each currency in which something was spent, that of the answering model first
     * @param attempts each model that was asked, in order
     * @param millis durations by name: retrieval, first_token, total
     */
    record Outcome(
            UUID answerId,
            AnswerState state,
            String model,
            String mode,
            String raw,
            String shown,
            boolean abstained,
            boolean grounded,
            List<Citation> citations,
            int droppedMarks,
            TokenCount usage,
            boolean usageEstimated,
            List<Money> costs,
            JsonArray toolCalls,
            List<Attempt> attempts,
            Degraded degraded,
            Map<String, Long> millis) {}

    /**
     * One call of a model.
     *
     * @param n which of the answer's models, from 1; 0 where it was not asked because it could not be
     * @param failure the code of what went wrong; empty when it answered
     * @param usageEstimated whether we counted the tokens because the provider did not tell
     * @param raw what it had said when it failed; empty for the one that answered
     */
    record Attempt(
            int n,
            String model,
            String mode,
            String promptVersion,
            String sentSha256,
            Optional<String> requestId,
            Optional<String> responseId,
            Optional<String> finishReason,
            Optional<String> failure,
            TokenCount usage,
            boolean usageEstimated,
            Money cost,
            Optional<String> raw) {}
}
