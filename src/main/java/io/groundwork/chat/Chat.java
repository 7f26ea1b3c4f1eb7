package io.groundwork.chat;

import io.groundwork.model.Model;
import io.groundwork.model.ModelChoice;
import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Answers questions. It holds no transaction while it works: what it finds, keeps and puts on record are short transactions
 * of their own, so that a model may take its time.
 */
@ApplicationScoped
public class Chat {

    /** The one mode of the policy that every tenant has before it publishes its own. */
    public static final String RAG = "rag";

    @Inject
    private Models models;

    @Inject
    private AnswerRows rows;

    @Inject
    private Grounding grounding;

    @Inject
    private Answering answering;

    /**
     * Answers a question; the pieces go to the sink as they come, the whole is returned.
     *
     * @throws Problem.Refused {@code model_not_allowed} or {@code mode_not_allowed}
     * @throws Problem.NotFound if the conversation is not the caller's
     * @throws Problem.Unavailable if the provider fails, or the evidence cannot be written
     * @throws AnswerSink.ClientGone if nobody listens any more; what had come so far is kept
     */
    public Reply answer(Caller caller, ChatRequest request, AnswerSink sink) {
        Conversations.person(caller);
        ModelChoice choice =
                models.choose(caller, request.model()).orElseThrow(() -> new Problem.Refused("chat.model_not_allowed"));
        if (!RAG.equals(request.mode().orElse(RAG))) {
            throw new Problem.Refused("chat.mode_not_allowed");
        }
        Instant askedAt = Instant.now();
        AnswerRows.Begun begun = rows.begin(caller, request, RAG, choice.model().alias());
        try {
            return answering.give(grounded(caller, request, begun, askedAt, choice.model()), choice, sink);
        } catch (AnswerSink.ClientGone gone) {
            throw gone;
        } catch (RuntimeException failed) {
            rows.fail(caller, request.answerId());
            throw failed;
        }
    }

    private Question grounded(
            Caller caller, ChatRequest request, AnswerRows.Begun begun, Instant askedAt, Model model) {
        String searched = FollowUp.query(request.question(), begun.earlier());
        long from = System.nanoTime();
        List<Source> sources = grounding.sources(caller, request.collections(), searched);
        long millis = (System.nanoTime() - from) / 1_000_000;
        return new Question(
                caller,
                request,
                begun.conversationId(),
                begun.earlier(),
                searched,
                sources,
                route(request, model),
                askedAt,
                millis);
    }

    private static Route route(ChatRequest request, Model model) {
        String why = request.model().equals(Models.ASSISTANT)
                ? new Text("chat.route_default", model.alias()).in(Locale.ENGLISH)
                : new Text("chat.route_named", model.alias()).in(Locale.ENGLISH);
        return new Route(0, "default", null, null, List.of(why));
    }
}
