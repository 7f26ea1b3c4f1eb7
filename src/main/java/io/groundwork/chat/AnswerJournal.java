package io.groundwork.chat;

import io.groundwork.budget.Hold;
import io.groundwork.budget.Ledger;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.tenancy.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes an answer's place in its conversation and its evidence, and holds and settles the money for it, all or nothing: one
 * transaction before the first model is asked, one after the last has ended, and a short one before each model that steps
 * in. The money comes last in each, since others wait for its counters.
 */
@ApplicationScoped
class AnswerJournal {

    @Inject
    private AnswerRows rows;

    @Inject
    private EvidenceLog evidence;

    @Inject
    private Principals principals;

    @Inject
    private Ledger ledger;

    /** Before the first model is told anything. */
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<UUID> begin(Question question, Route route, EvidenceLog.Told first, Optional<Hold> hold) {
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
        return hold.map(call -> ledger.reserve(caller, call).id());
    }

    /** Before a further model is told anything. */
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<UUID> attempt(Caller caller, EvidenceLog.Told told, Optional<Hold> hold) {
        evidence.attempt(caller, told);
        return hold.map(call -> ledger.reserve(caller, call).id());
    }

    /** After the answer came to its end, and before that end is given. */
    @Transactional(TxType.REQUIRES_NEW)
    public void end(Caller caller, Reply reply, EvidenceLog.Outcome outcome, List<Settlement> due) {
        evidence.close(caller, outcome);
        rows.end(caller, reply, outcome.state());
        due.forEach(each -> ledger.settle(caller, each.reservation(), each.used()));
    }

    /** After a model has ended without answering, and before the next is told anything. */
    @Transactional(TxType.REQUIRES_NEW)
    public void settle(Caller caller, Settlement due) {
        ledger.settle(caller, due.reservation(), due.used());
    }

    /** The end could not be put on record. */
    @Transactional(TxType.REQUIRES_NEW)
    public void fail(Caller caller, UUID answerId) {
        rows.fail(caller, answerId);
    }
}
