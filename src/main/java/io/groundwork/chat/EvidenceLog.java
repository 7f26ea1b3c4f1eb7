package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TokenCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the evidence of answers goes. Both operations commit before they return, in transactions of their own; when one
 * fails, the answer is not given.
 */
public interface EvidenceLog {

    /** Puts on record what an answer is made from, before anything of it is given. */
    void open(Caller caller, Opened opened);

    /** Puts on record what came of it, before its end is given. */
    void close(Caller caller, Outcome outcome);

    /**
     * What an answer is made from.
     *
     * @param groups the caller's groups as of now, those through other groups included
     * @param searched the query that retrieval was asked
     * @param collections the collections that the caller narrowed the search to; empty for all
     * @param promptVersion which wording of our own rules the model was given
     * @param candidates everything that retrieval returned for the caller's scope; what could not be read any more by the time of
     *     sending is among them as denied, and was not sent
     * @param sent the exact text that goes to the model
     */
    record Opened(
            UUID answerId,
            UUID conversationId,
            Instant at,
            List<String> groups,
            String question,
            String searched,
            List<String> collections,
            String mode,
            String model,
            String promptVersion,
            Route route,
            List<Candidate> candidates,
            String sent,
            String requestId,
            String traceparent) {}

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
     * @param raw what the model said, before anything of it was changed
     * @param shown what the person was given
     * @param droppedMarks citation marks that stood for nothing or could not be verified, and were taken out
     * @param attempts each model that was asked, in order
     * @param millis durations by name: retrieval, first_token, total
     */
    record Outcome(
            UUID answerId,
            AnswerState state,
            String model,
            String raw,
            String shown,
            boolean abstained,
            boolean grounded,
            List<Citation> citations,
            int droppedMarks,
            TokenCount usage,
            boolean usageEstimated,
            String cost,
            String currency,
            List<Attempt> attempts,
            Degraded degraded,
            Map<String, Long> millis) {}

    /**
     * One call of a model.
     *
     * @param sent the exact text, where it is another than the record was opened with: a fallback is told something else
     * @param failure the code of what went wrong; empty when it answered
     */
    record Attempt(
            String model,
            String sentSha256,
            Optional<String> requestId,
            Optional<String> responseId,
            Optional<String> finishReason,
            Optional<String> failure,
            Optional<String> sent) {

        /** The same call, with what it was told. */
        Attempt told(String text) {
            return new Attempt(model, sentSha256, requestId, responseId, finishReason, failure, Optional.of(text));
        }
    }
}
