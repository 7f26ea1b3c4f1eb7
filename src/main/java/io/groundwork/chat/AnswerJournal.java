package io.groundwork.chat;

import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.tenancy.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.UUID;

/**
 * Writes an answer's place in its conversation and its evidence, both or neither: one transaction before the first model is
 * asked, one after the last has ended, and a short one before each model that steps in.
 */
@ApplicationScoped
class AnswerJournal {

    @Inject
    private AnswerRows rows;

    @Inject
    private EvidenceLog evidence;

    @Inject
    private Principals principals;

    /** Before the first model is told anything. */
    @Transactional(TxType.REQUIRES_NEW)
    public void begin(Question question, Route route, EvidenceLog.Told first) {
        Caller caller = question.caller();
        RequestTrace trace = RequestTrace.current();
        rows.begin(question, first);
        evidence.open(
                caller,
                new EvidenceLog.Opened(
                        question.conversationId(),
                        question.askedAt(),
                        principals.of(caller).groups(),
                        question.text(),
                        question.searched(),
                        question.request().collections(),
                        route,
                        trace.requestId(),
                        trace.traceparent(),
                        first));
    }

    /** Before a further model is told anything. */
    @Transactional(TxType.REQUIRES_NEW)
    public void attempt(Caller caller, EvidenceLog.Told told) {
        evidence.attempt(caller, told);
    }

    /** After the answer came to its end, and before that end is given. */
    @Transactional(TxType.REQUIRES_NEW)
    public void end(Caller caller, Reply reply, EvidenceLog.Outcome outcome) {
        evidence.close(caller, outcome);
        rows.end(caller, reply, outcome.state());
    }

    /** The end could not be put on record. */
    @Transactional(TxType.REQUIRES_NEW)
    public void fail(Caller caller, UUID answerId) {
        rows.fail(caller, answerId);
    }
}
