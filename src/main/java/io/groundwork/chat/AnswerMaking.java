package io.groundwork.chat;

import io.groundwork.chat.ModelAnswer.Showing;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.llm.Prompt;
import jakarta.json.JsonValue;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One answer while it is made. The models of the chain are asked one after the other until one answers: silently as long as
 * nothing was shown; after that, an answer that breaks off is begun again with a notice where the policy says so, and ends
 * with an error otherwise.
 */
final class AnswerMaking {

    private static final Logger LOG = Logger.getLogger(AnswerMaking.class.getName());
    /** A model that would have been asked is not, when there is nothing to tell it. */
    private static final String NOTHING_SENT = "";

    private static final String NOT_MET = "schema_not_met";
    /** Each time another call took the money; a few are enough, since it becomes less each time. */
    private static final int MOST_TRIES = 8;

    private final Question question;
    private final Chain chain;
    private final Knowledge knowledge;
    private final AnswerRecord record;
    private final BuiltInAnswer builtIn;
    private final CitedTexts texts;
    private final ToIntFunction<String> tokens;
    private final Funds funds;
    private final StringBuilder before = new StringBuilder();
    private List<Citation> citedBefore = List.of();
    private ModelAnswer running;
    private boolean settled = true;
    private Problem.Unavailable lastFailure;

    AnswerMaking(
            Question question,
            Chain chain,
            Knowledge knowledge,
            AnswerRecord record,
            BuiltInAnswer builtIn,
            CitedTexts texts,
            ToIntFunction<String> tokens,
            Funds funds) {
        this.question = question;
        this.chain = chain;
        this.knowledge = knowledge;
        this.record = record;
        this.builtIn = builtIn;
        this.texts = texts;
        this.tokens = tokens;
        this.funds = funds;
    }

    Reply give(AnswerSink sink) {
        Step first = chain.steps().get(0);
        try {
            sink.begun(new Beginning(
                    question.request().answerId(),
                    question.conversationId(),
                    first.mode(),
                    first.model().alias(),
                    knowledge.route()));
            return inTurn(sink);
        } catch (AnswerSink.ClientGone gone) {
            end(AnswerState.STOPPED);
            throw gone;
        } catch (ShortOfMoney nothing) {
            // Another way is open only to an answer of which nothing is on record yet.
            boolean begun = record.open();
            end(AnswerState.FAILED);
            throw begun ? nothing.offer().problem() : nothing;
        } catch (RuntimeException failed) {
            end(AnswerState.FAILED);
            throw failed;
        }
    }

    private Reply inTurn(AnswerSink sink) {
        for (Iterator<Step> steps = chain.steps().iterator(); steps.hasNext(); ) {
            Step step = steps.next();
            Optional<Draft> made;
            try {
                made = made(step, sink);
            } catch (ShortOfMoney cannotStepIn) {
                if (lastFailure == null) {
                    throw cannotStepIn;
                }
                continue;
            }
            if (made.isPresent()) {
                return given(made.get(), sink);
            }
            if (sink.live() && !running.given().isEmpty()) {
                if (!question.options().restart() || !steps.hasNext()) {
                    throw lastFailure;
                }
                begunAgain(sink);
            }
        }
        throw lastFailure.reason() == Reason.OVERLOADED ? overloaded() : lastFailure;
    }

    /** The person learns nothing of models, but whether it is the crowd or the model. */
    private Problem.Unavailable overloaded() {
        String words = lastFailure.code().equals("circuit_open") ? "model.overloaded" : "chat.overloaded";
        return new Problem.Unavailable(Reason.OVERLOADED, lastFailure, words);
    }

    /** What came of asking this model; empty when it failed. */
    private Optional<Draft> made(Step step, AnswerSink sink) {
        Passages passages = knowledge.of(step);
        if (step.model().builtIn()) {
            return Optional.of(extracts(step, passages));
        }
        if (step.mode().retrieves() && passages.isEmpty()) {
            return Optional.of(nothing(step, passages));
        }
        Prompt prompt = Prompts.of(step, question, passages, chain.shape());
        if (chain.shape().isPresent()) {
            return shaped(step, passages, prompt, chain.shape().get(), sink);
        }
        Showing showing = withholds(step) ? Showing.ONCE_CITED : Showing.AT_ONCE;
        ModelAnswer answer = asked(step, passages, prompt, showing, sink);
        return answer.failure().isPresent() ? Optional.empty() : answered(answer.draft());
    }

    /** Whether an answer that cites nothing is not shown. */
    private boolean withholds(Step step) {
        return question.options().withhold() && step.mode().retrieves();
    }

    private ModelAnswer asked(Step step, Passages passages, Prompt prompt, Showing showing, AnswerSink sink) {
        UUID reservation = told(step, passages, prompt, showing);
        settled = false;
        running.run(sink, funds.noting(reservation));
        if (running.failure().isPresent()) {
            lastFailure = running.failure().get();
            settle(Optional.of(lastFailure.code()));
        }
        return running;
    }

    /** Whoever is faster takes the money that was there a moment ago; with what is left, the answer becomes shorter. */
    private UUID told(Step step, Passages passages, Prompt prompt, Showing showing) {
        for (int tries = 1; ; tries++) {
            Funds.Funded funded = funds.fund(step, record.next(), prompt);
            ModelAnswer next = answer(step, passages, funded.prompt(), showing);
            try {
                Optional<UUID> reservation = record.tell(
                        step, Rules.version(step.mode()), passages, next.sent(), Optional.of(funded.hold()));
                running = next;
                return reservation.orElseThrow();
            } catch (Problem.Exhausted faster) {
                if (tries == MOST_TRIES) {
                    throw faster;
                }
            }
        }
    }

    private ModelAnswer answer(Step step, Passages passages, Prompt prompt, Showing showing) {
        return new ModelAnswer(
                step,
                record.next(),
                prompt,
                citations(passages),
                showing,
                Prompts.ownWords(step.mode(), question, passages),
                tokens);
    }

    /** The running call is over; it counts. */
    private void settle(Optional<String> fault) {
        settled = true;
        record.add(running.attempt(fault));
    }

    private Optional<Draft> answered(Draft draft) {
        settle(running.fault());
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
                settle(answer.fault());
                throw new Problem.Unavailable(Reason.UPSTREAM_FAILED, null, "chat.rules_repeated");
            }
            if (answer.abstained() || answer.calls()) {
                return answered(answer.draft());
            }
            if (text.faults().isEmpty() && withholds(step) && text.citations().size() == citedBefore.size()) {
                return answered(answer.draft(Abstention.text(), true, false, List.of(), text.dropped()));
            }
            if (text.faults().isEmpty()) {
                return answered(answer.draft(text.json(), false, text.grounded(), text.citations(), text.dropped()));
            }
            settle(Optional.of(NOT_MET));
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

    private Draft nothing(Step step, Passages passages) {
        int n = record.next();
        record.tell(step, BuiltInAnswer.VERSION, passages, NOTHING_SENT, Optional.empty());
        EvidenceLog.Attempt attempt = new EvidenceLog.Attempt(
                n,
                step.model().alias(),
                step.mode().word(),
                BuiltInAnswer.VERSION,
                Sha256.of(NOTHING_SENT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TokenCount.NONE,
                false,
                Money.zero(step.model().price().orElseThrow().currency()),
                Optional.empty());
        record.add(attempt);
        return new Draft(
                step,
                "",
                Abstention.text(),
                true,
                false,
                citedBefore,
                0,
                "stop",
                JsonValue.EMPTY_JSON_ARRAY,
                attempt,
                Optional.empty());
    }

    /** What had come stays where it is; the next model begins anew below it. */
    private void begunAgain(AnswerSink sink) {
        String notice = "\n\n" + new Text("chat.begun_again").in(Locale.ENGLISH) + "\n\n";
        before.append(running.given()).append(notice);
        citedBefore = running.citations();
        sink.text(notice);
    }

    /** The record is closed before the rest of the answer is given. */
    private Reply given(Draft draft, AnswerSink sink) {
        boolean shown = running != null
                && running.number() == draft.attempt().n()
                && !running.given().isEmpty();
        Reply reply = record.close(draft, before.toString(), AnswerState.GIVEN);
        if (!shown) {
            Pieces.of(draft.shown()).forEach(sink::text);
        }
        return reply;
    }

    /** An answer that came to no good end is on record with what there was of it. */
    private void end(AnswerState state) {
        if (!record.open()) {
            return;
        }
        try {
            if (!settled) {
                settle(Optional.of(state == AnswerState.STOPPED ? "client_gone" : "failed"));
            }
            if (running == null) {
                record.giveUp();
            } else {
                record.close(running.broken(), before.toString(), state);
            }
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "what came of a failed answer cannot be put on record", failed);
        }
    }
}
