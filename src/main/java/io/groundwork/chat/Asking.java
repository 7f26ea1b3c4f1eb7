package io.groundwork.chat;

import io.groundwork.budget.CallId;
import io.groundwork.chat.ModelAnswer.Showing;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.platform.llm.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks the models of one answer, each when its turn comes: what it is told is on record and its money is held before it is
 * called, and what the call took is kept whatever comes of it.
 */
final class Asking {

    private static final String NOTHING_SENT = "";
    private static final String NOT_MET = "schema_not_met";

    private final Question question;
    private final Optional<AnswerShape> demanded;
    private final Knowledge knowledge;
    private final AnswerRecord record;
    private final BuiltInAnswer builtIn;
    private final CitedTexts texts;
    private final Funds funds;
    private final Patience patience;
    private List<Citation> citedBefore = List.of();
    private Optional<ModelAnswer> last = Optional.empty();
    private boolean settled = true;

    Asking(
            Question question,
            Optional<AnswerShape> demanded,
            Knowledge knowledge,
            AnswerRecord record,
            BuiltInAnswer builtIn,
            CitedTexts texts,
            Funds funds,
            Patience patience) {
        this.question = question;
        this.demanded = demanded;
        this.knowledge = knowledge;
        this.record = record;
        this.builtIn = builtIn;
        this.texts = texts;
        this.funds = funds;
        this.patience = patience;
    }

    /** The model that was called last; empty where none was. */
    Optional<ModelAnswer> last() {
        return last;
    }

    /** What was given of the last model stands; further sources are numbered after its own. */
    void goOnAfterLast() {
        citedBefore = last.orElseThrow().citations();
    }

    /** The call that is still under way is over and counts. */
    void abandon(String fault) {
        if (!settled) {
            settle(last.orElseThrow(), Optional.of(fault));
        }
    }

    /** What came of asking this model; empty when it failed. */
    Optional<Draft> ask(Step step, AnswerSink sink) {
        Passages passages = knowledge.of(step);
        if (step.model().builtIn()) {
            return Optional.of(extracts(step, passages));
        }
        if (step.mode().retrieves() && passages.isEmpty()) {
            return Optional.of(nothing(step, passages));
        }
        Prompt prompt = Prompts.of(step, question, passages, demanded);
        if (demanded.isPresent()) {
            return shaped(step, passages, prompt, demanded.get(), sink);
        }
        Showing showing = withholds(step) ? Showing.ONCE_CITED : Showing.AT_ONCE;
        ModelAnswer answer = asked(step, passages, prompt, showing, sink);
        return answer.failure().isPresent() ? Optional.empty() : answered(answer, answer.draft());
    }

    /** Whether an answer that cites nothing is not shown. */
    private boolean withholds(Step step) {
        return question.options().withhold() && step.mode().retrieves();
    }

    private ModelAnswer asked(Step step, Passages passages, Prompt prompt, Showing showing, AnswerSink sink) {
        UUID reservation = told(step, passages, prompt, showing);
        ModelAnswer answer = last.orElseThrow();
        settled = false;
        answer.run(callId(answer), sink, funds.noting(reservation));
        answer.failure().ifPresent(failed -> settle(answer, Optional.of(failed.code())));
        return answer;
    }

    private String callId(ModelAnswer answer) {
        return new CallId(question.request().answerId(), answer.number()).toString();
    }

    /**
     * Whoever is faster takes the money that was there a moment ago; with what is left, the answer becomes shorter. Where all
     * of the rest is held for others, some of it may come back.
     */
    private UUID told(Step step, Passages passages, Prompt prompt, Showing showing) {
        try (Patience.Turn turn = patience.turn()) {
            while (true) {
                try {
                    return told(step, passages, funds.fund(step, record.next(), prompt), showing);
                } catch (ShortOfMoney nothing) {
                    if (!nothing.mayPass() || !turn.pause()) {
                        throw nothing;
                    }
                } catch (Problem.Exhausted faster) {
                    if (!turn.lasts()) {
                        throw faster;
                    }
                }
            }
        }
    }

    private UUID told(Step step, Passages passages, Funds.Funded funded, Showing showing) {
        ModelAnswer next = answer(step, passages, funded.prompt(), showing);
        Optional<UUID> reservation =
                record.tell(step, Rules.version(step.mode()), passages, next.sent(), Optional.of(funded.hold()));
        last = Optional.of(next);
        return reservation.orElseThrow();
    }

    private ModelAnswer answer(Step step, Passages passages, Prompt prompt, Showing showing) {
        return new ModelAnswer(
                step,
                record.next(),
                prompt,
                citations(passages),
                showing,
                Prompts.ownWords(step.mode(), question, passages));
    }

    private void settle(ModelAnswer answer, Optional<String> fault) {
        settled = true;
        record.add(answer.attempt(fault));
    }

    private Optional<Draft> answered(ModelAnswer answer, Draft draft) {
        settle(answer, answer.fault());
        return Optional.of(draft);
    }

    private Citations citations(Passages passages) {
        return new Citations(
                question.caller().tenantSlug(),
                passages.sources(),
                citedBefore,
                hit -> texts.of(question.caller(), hit));
    }

    /** An answer that must have a shape is asked for once more when it has not. */
    private Optional<Draft> shaped(Step step, Passages passages, Prompt prompt, AnswerShape shape, AnswerSink sink) {
        Prompt next = prompt;
        for (int tries = 0; tries < 2; tries++) {
            ModelAnswer answer = asked(step, passages, next, Showing.WHOLE, sink);
            if (answer.failure().isPresent()) {
                return Optional.empty();
            }
            ShapedText text = ShapedText.of(
                    answer.raw(), shape, citations(passages), step.mode().retrieves());
            answer.readToo(text.value());
            if (answer.repeatsRules()) {
                settle(answer, answer.fault());
                throw new Problem.Unavailable(Reason.UPSTREAM_FAILED, null, "chat.rules_repeated");
            }
            if (answer.abstained() || answer.calls()) {
                return answered(answer, answer.draft());
            }
            if (text.faults().isEmpty() && withholds(step) && text.citations().size() == citedBefore.size()) {
                return answered(answer, answer.draft(Abstention.text(), true, false, List.of(), text.dropped()));
            }
            if (text.faults().isEmpty()) {
                return answered(
                        answer, answer.draft(text.json(), false, text.grounded(), text.citations(), text.dropped()));
            }
            settle(answer, Optional.of(NOT_MET));
            next = Prompts.again(next, answer.raw(), text.faults());
        }
        throw new Problem.Unavailable(Reason.UPSTREAM_FAILED, null, "chat.schema_not_met");
    }

    /** Extracts are whole before anything is given, so all of the evidence is written first. */
    private Draft extracts(Step step, Passages passages) {
        int n = record.next();
        record.tell(
                step,
                BuiltInAnswer.VERSION,
                passages,
                BuiltInAnswer.sent(question, passages),
                Optional.of(funds.free(step, n)));
        Draft draft = builtIn.draft(question, step, n, passages, citedBefore);
        record.add(draft.attempt());
        return draft;
    }

    /** A model that would have been asked is not, when there is nothing to tell it. */
    private Draft nothing(Step step, Passages passages) {
        int n = record.next();
        record.tell(step, BuiltInAnswer.VERSION, passages, NOTHING_SENT, Optional.empty());
        Draft draft = Abstention.draft(step, n, citedBefore);
        record.add(draft.attempt());
        return draft;
    }
}
