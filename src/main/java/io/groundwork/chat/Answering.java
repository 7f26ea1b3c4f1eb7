package io.groundwork.chat;

import io.groundwork.identity.Principals;
import io.groundwork.model.Model;
import io.groundwork.model.ModelChoice;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.platform.llm.LanguageModel;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.tenancy.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives an answer, always in this order: the evidence of what it is made from, the answer, the evidence of what came of
 * it, its end. Whatever cannot be put on record is not given.
 */
@ApplicationScoped
class Answering {

    private static final Logger LOG = Logger.getLogger(Answering.class.getName());
    private static final int LONGEST_PIECE = 24;
    private static final String NO_PROMPT = "none";
    /** A model that would have been asked is not, when there is nothing to tell it. */
    private static final String NOTHING_SENT = "";

    private EvidenceLog evidence;
    private AnswerRows rows;
    private BuiltInAnswer builtIn;
    private CitedTexts texts;
    private Principals principals;
    private Embeddings embeddings;

    /** For the container's proxies only. */
    protected Answering() {}

    @Inject
    Answering(
            EvidenceLog evidence,
            AnswerRows rows,
            BuiltInAnswer builtIn,
            CitedTexts texts,
            Principals principals,
            Embeddings embeddings) {
        this.evidence = evidence;
        this.rows = rows;
        this.builtIn = builtIn;
        this.texts = texts;
        this.principals = principals;
        this.embeddings = embeddings;
    }

    Reply give(Question question, ModelChoice choice, AnswerSink sink) {
        Model model = choice.model();
        if (model.builtIn()) {
            return giveExtracts(question, model, List.of(), null, true, sink);
        }
        if (question.readable().isEmpty()) {
            return giveExtracts(question, choice.fallback().orElse(model), List.of(), null, true, sink);
        }
        return giveGenerated(question, choice, sink);
    }

    /** Extracts are whole before anything is given, so all of the evidence is written first. */
    private Reply giveExtracts(
            Question question,
            Model model,
            List<EvidenceLog.Attempt> before,
            Degraded degraded,
            boolean open,
            AnswerSink sink) {
        if (open) {
            open(question, model, NO_PROMPT, model.builtIn() ? BuiltInAnswer.sent(question) : NOTHING_SENT);
        }
        Reply reply = close(question, builtIn.draft(question, model), before, degraded, AnswerState.GIVEN);
        pieces(reply.text()).forEach(sink::text);
        return reply;
    }

    private Reply giveGenerated(Question question, ModelChoice choice, AnswerSink sink) {
        Model model = choice.model();
        LanguageModel.Call call = model.client().orElseThrow().prepare(prompt(question));
        open(question, model, RagPrompt.VERSION, call.sent());
        Citations citations = new Citations(
                question.caller().tenantSlug(), question.readable(), hit -> texts.of(question.caller(), hit));
        ModelAnswer answer = new ModelAnswer(model, call, citations, embeddings::tokens);
        try {
            answer.run(sink);
        } catch (AnswerSink.ClientGone gone) {
            close(question, answer.draft(Optional.of("client_gone")), List.of(), null, AnswerState.STOPPED);
            throw gone;
        } catch (Problem.Unavailable failure) {
            return failed(question, choice, answer, failure, sink);
        } catch (RuntimeException fault) {
            close(question, answer.draft(Optional.of("failed")), List.of(), null, AnswerState.FAILED);
            throw fault;
        }
        Reply reply = close(question, answer.draft(Optional.empty()), List.of(), null, AnswerState.GIVEN);
        if (reply.abstained()) {
            sink.text(reply.text());
        }
        return reply;
    }

    private Reply failed(
            Question question, ModelChoice choice, ModelAnswer answer, Problem.Unavailable failure, AnswerSink sink) {
        Draft broken = answer.draft(Optional.of(failure.code()));
        if (answer.begun() || choice.fallback().isEmpty()) {
            close(question, broken, List.of(), null, AnswerState.FAILED);
            throw failure;
        }
        Model next = choice.fallback().get();
        Degraded degraded = new Degraded(failure.code(), choice.model().alias(), next.alias());
        return giveExtracts(question, next, List.of(broken.attempt()), degraded, false, sink);
    }

    private static Prompt prompt(Question question) {
        ChatRequest request = question.request();
        List<Prompt.Message> messages =
                RagPrompt.messages(question.earlier(), question.text(), question.readable(), Grounding.chance());
        return new Prompt(messages, request.sampling());
    }

    private void open(Question question, Model model, String promptVersion, String sent) {
        RequestTrace trace = RequestTrace.current();
        EvidenceLog.Opened opened = new EvidenceLog.Opened(
                question.request().answerId(),
                question.conversationId(),
                question.askedAt(),
                principals.of(question.caller()).groups(),
                question.text(),
                question.searched(),
                question.request().collections(),
                Chat.RAG,
                model.alias(),
                promptVersion,
                question.route(),
                question.sources().stream()
                        .map(source -> source.candidate(source.access().allowed()))
                        .toList(),
                sent,
                trace.requestId(),
                trace.traceparent());
        write(() -> evidence.open(question.caller(), opened));
    }

    private static void write(Runnable writing) {
        try {
            writing.run();
        } catch (RuntimeException failed) {
            LOG.log(Level.SEVERE, "evidence cannot be written; the answer is not given", failed);
            throw new Problem.Unavailable(Problem.Unavailable.Reason.OVERLOADED, failed, "chat.evidence_unavailable");
        }
    }

    private Reply close(
            Question question, Draft draft, List<EvidenceLog.Attempt> before, Degraded degraded, AnswerState state) {
        Reply reply = reply(question, draft, degraded);
        List<EvidenceLog.Attempt> attempts = new ArrayList<>(before);
        attempts.add(before.isEmpty() ? draft.attempt() : draft.attempt().told(BuiltInAnswer.sent(question)));
        EvidenceLog.Outcome outcome = new EvidenceLog.Outcome(
                reply.answerId(),
                state,
                reply.model(),
                draft.raw(),
                reply.text(),
                reply.abstained(),
                reply.grounded(),
                reply.citations(),
                draft.droppedMarks(),
                reply.usage(),
                reply.usageEstimated(),
                reply.cost().decimal(),
                reply.cost().currency(),
                attempts,
                degraded,
                millis(question, draft));
        write(() -> evidence.close(question.caller(), outcome));
        rows.end(question.caller(), reply, state);
        return reply;
    }

    private static Reply reply(Question question, Draft draft, Degraded degraded) {
        return new Reply(
                question.request().answerId(),
                question.conversationId(),
                Chat.RAG,
                draft.model().alias(),
                draft.shown(),
                draft.grounded(),
                draft.abstained(),
                question.route(),
                draft.citations(),
                draft.usage(),
                draft.usageEstimated(),
                draft.model().price().orElseThrow().of(draft.usage()),
                degraded,
                draft.finishReason());
    }

    private static Map<String, Long> millis(Question question, Draft draft) {
        Map<String, Long> millis = new LinkedHashMap<>();
        millis.put("retrieval", question.retrievalMillis());
        draft.firstTokenMillis().ifPresent(first -> millis.put("first_token", first));
        millis.put("total", Duration.between(question.askedAt(), Instant.now()).toMillis());
        return millis;
    }

    /** A ready text in pieces that break between words, as a model would give it. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + LONGEST_PIECE);
            int space = to == text.length() ? to : text.lastIndexOf(' ', to);
            int cut = space > from ? space : nextSpace(text, to);
            pieces.add(text.substring(from, cut));
            from = cut;
        }
        return pieces;
    }

    private static int nextSpace(String text, int from) {
        int space = text.indexOf(' ', from);
        return space < 0 ? text.length() : space;
    }
}
