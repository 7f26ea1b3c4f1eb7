package io.groundwork.chat;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.platform.kernel.Text;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One answer while it is made. The models of the chain are asked one after the other until one answers: silently as long as
 * nothing was shown; after that, an answer that breaks off is begun again with a notice where the policy says so, and ends
 * with an error otherwise.
 */
final class AnswerMaking {

    private static final Logger LOG = Logger.getLogger(AnswerMaking.class.getName());

    private final Question question;
    private final List<Step> steps;
    private final Route route;
    private final AnswerRecord record;
    private final Asking asking;
    private final StringBuilder before = new StringBuilder();
    private Problem.Unavailable lastFailure;

    AnswerMaking(Question question, List<Step> steps, Route route, AnswerRecord record, Asking asking) {
        this.question = question;
        this.steps = List.copyOf(steps);
        this.route = route;
        this.record = record;
        this.asking = asking;
    }

    Reply give(AnswerSink sink) {
        Step first = steps.get(0);
        try {
            sink.begun(new Beginning(
                    question.request().answerId(),
                    question.conversationId(),
                    first.mode(),
                    first.model().alias(),
                    route));
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
        for (Iterator<Step> turns = steps.iterator(); turns.hasNext(); ) {
            Step step = turns.next();
            Optional<Draft> made;
            try {
                made = asking.ask(step, sink);
            } catch (ShortOfMoney cannotStepIn) {
                boolean anotherWay = lastFailure == null && !record.lowMoney();
                if (anotherWay || lastFailure == null && !turns.hasNext()) {
                    throw cannotStepIn;
                }
                continue;
            }
            if (made.isPresent()) {
                return given(made.get(), sink);
            }
            ModelAnswer failed = asking.last().orElseThrow();
            lastFailure = failed.failure().orElseThrow();
            if (sink.live() && !failed.given().isEmpty()) {
                if (!question.options().restart() || !turns.hasNext()) {
                    throw lastFailure;
                }
                begunAgain(failed, sink);
            }
        }
        throw lastFailure.reason() == Reason.OVERLOADED ? overloaded() : lastFailure;
    }

    /** The person learns nothing of models, but whether it is the crowd or the model. */
    private Problem.Unavailable overloaded() {
        String words = lastFailure.code().equals("circuit_open") ? "model.overloaded" : "chat.overloaded";
        return new Problem.Unavailable(Reason.OVERLOADED, lastFailure, words);
    }

    /** What had come stays where it is; the next model begins anew below it. */
    private void begunAgain(ModelAnswer broken, AnswerSink sink) {
        String notice = "\n\n" + new Text("chat.begun_again").in(Locale.ENGLISH) + "\n\n";
        before.append(broken.given()).append(notice);
        asking.goOnAfterLast();
        sink.text(notice);
    }

    /** The record is closed before the rest of the answer is given. */
    private Reply given(Draft draft, AnswerSink sink) {
        boolean shown = asking.last()
                .filter(last ->
                        last.number() == draft.attempt().n() && !last.given().isEmpty())
                .isPresent();
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
            asking.abandon(state == AnswerState.STOPPED ? "client_gone" : "failed");
            asking.last()
                    .ifPresentOrElse(last -> record.close(last.broken(), before.toString(), state), record::giveUp);
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "what came of a failed answer cannot be put on record", failed);
        }
    }
}
