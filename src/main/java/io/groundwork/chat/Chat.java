package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.routing.Mode;
import io.groundwork.routing.RouteRequest;
import io.groundwork.routing.Routed;
import io.groundwork.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers questions. It holds no transaction while it works: what it finds, keeps and puts on record are short transactions
 * of their own, so that a model may take its time.
 */
@ApplicationScoped
public class Chat {

    @Inject
    private Router router;

    @Inject
    private AnswerRows rows;

    @Inject
    private Answering answering;

    /**
     * Answers a question; the pieces go to the sink as they come, the whole is returned.
     *
     * @throws Problem.Refused {@code model_not_allowed} or {@code mode_not_allowed}
     * @throws Problem.NotFound if the conversation is not the caller's
     * @throws Problem.Invalid if the request asks for what its way cannot give, such as tools where documents are read
     * @throws Problem.Exhausted {@code budget_exhausted} where there is no money for an answer
     * @throws Problem.Unavailable if every model that may answer fails, or the evidence cannot be written
     * @throws AnswerSink.ClientGone if nobody listens any more; what had come so far is kept
     */
    public Reply answer(Caller caller, ChatRequest request, AnswerSink sink) {
        Conversations.person(caller);
        Instant askedAt = Instant.now();
        Optional<Mode> override = request.mode().map(word -> Mode.of(word)
                .orElseThrow(() -> Problem.Invalid.field("groundwork.mode", "chat.mode_unknown")));
        UUID conversation = request.conversationId().orElseGet(UUID::randomUUID);
        AnswerRows.Continued continued = request.conversationId()
                .map(id -> rows.continued(caller, id))
                .orElseGet(() -> new AnswerRows.Continued(request.earlier(), Optional.empty()));
        Routed routed = router.decide(
                caller,
                new RouteRequest(
                        request.question(),
                        request.model(),
                        override,
                        request.collections(),
                        conversation,
                        continued.route()));
        return answering.give(
                new Question(
                        caller,
                        request,
                        conversation,
                        continued.earlier(),
                        routed.decision(),
                        routed.models(),
                        askedAt),
                sink);
    }
}
