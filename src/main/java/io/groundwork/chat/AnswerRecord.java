package io.groundwork.chat;

import io.groundwork.budget.Hold;
import io.groundwork.budget.Used;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import io.groundwork.platform.kernel.TokenCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The record of one answer while it is made: opened with what its first model is told, continued with each further one,
 * closed with what came of it. Whatever cannot be put on record is not given.
 */
final class AnswerRecord {

    private static final Logger LOG = Logger.getLogger(AnswerRecord.class.getName());

    private final Question question;
    private final Knowledge knowledge;
    private final AnswerJournal journal;
    private final Spending spending;
    private final Unsettled unsettled;
    private final List<EvidenceLog.Attempt> attempts = new ArrayList<>();
    private final Map<Integer, UUID> held = new LinkedHashMap<>();
    private final List<Settlement> due = new ArrayList<>();
    private final Optional<String> lowMoney;
    private int told;
    private boolean closed;

    /** @param lowMoney why another way was taken than the policy's, where money was short */
    AnswerRecord(
            Question question,
            Knowledge knowledge,
            AnswerJournal journal,
            Spending spending,
            Unsettled unsettled,
            Optional<String> lowMoney) {
        this.question = question;
        this.knowledge = knowledge;
        this.journal = journal;
        this.spending = spending;
        this.unsettled = unsettled;
        this.lowMoney = lowMoney;
    }

    /** Whether there is something that has to be closed. */
    boolean open() {
        return told > 0 && !closed;
    }

    /** Whether this is already the way that is taken where money is short; each of its models may be cheaper than the last. */
    boolean lowMoney() {
        return lowMoney.isPresent();
    }

    /** Which of the answer's models is told something next, from 1. */
    int next() {
        return told + 1;
    }

    /**
     * Puts on record what a model is about to be told, and holds the money for it.
     *
     * @param hold empty where nobody is asked
     * @return the money that is held
     * @throws Problem.Exhausted where somebody was faster; then nothing is on record
     */
    Optional<UUID> tell(Step step, String version, Passages passages, String sent, Optional<Hold> hold) {
        settleDue();
        EvidenceLog.Told words = new EvidenceLog.Told(
                question.request().answerId(),
                next(),
                step.model().alias(),
                step.mode().word(),
                version,
                knowledge.candidates(passages),
                sent);
        Optional<UUID> reservation = told == 0
                ? write(() -> journal.begin(question, knowledge.route(), words, hold))
                : write(() -> journal.attempt(question.caller(), words, hold));
        told++;
        reservation.ifPresent(id -> held.put(told, id));
        return reservation;
    }

    /** Each in a transaction of its own: two would wait for others' counters in no fixed order. */
    private void settleDue() {
        while (!due.isEmpty()) {
            write(() -> {
                journal.settle(question.caller(), due.get(0));
                return due.remove(0);
            });
        }
    }

    /** A call of a model has ended, well or not. */
    void add(EvidenceLog.Attempt attempt) {
        attempts.add(attempt);
        UUID reservation = held.remove(attempt.n());
        if (reservation != null) {
            Optional<String> providers = attempt.requestId().or(attempt::responseId);
            due.add(new Settlement(reservation, new Used(attempt.usage(), attempt.usageEstimated(), providers)));
        }
    }

    /**
     * Closes the record.
     *
     * @param last the last model's part
     * @param before what the person had been given of earlier ones
     */
    Reply close(Draft last, String before, AnswerState state) {
        closed = true;
        Reply reply = reply(last, before);
        spending.spend(question.caller(), reply.usage().total());
        EvidenceLog.Outcome outcome = new EvidenceLog.Outcome(
                reply.answerId(),
                state,
                reply.model(),
                reply.mode(),
                last.raw(),
                reply.text(),
                reply.abstained(),
                reply.grounded(),
                reply.citations(),
                last.droppedMarks(),
                reply.usage(),
                reply.usageEstimated(),
                reply.costs(),
                reply.toolCalls(),
                List.copyOf(attempts),
                reply.degraded(),
                millis(last));
        try {
            write(() -> {
                journal.end(question.caller(), reply, outcome, List.copyOf(due));
                return reply;
            });
            due.clear();
        } catch (RuntimeException unwritten) {
            giveUp();
            throw unwritten;
        }
        return reply;
    }

    /** Nothing more can be put on record; the conversation shows at least that the answer failed. */
    void giveUp() {
        if (told == 0) {
            return;
        }
        try {
            journal.fail(question.caller(), question.request().answerId());
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "an answer that failed still looks as if it were being made", failed);
        }
        try {
            settleDue();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "what calls took is booked later, when the database is there again", failed);
            due.forEach(each -> unsettled.add(question.caller(), each));
            due.clear();
        }
    }

    private static <T> T write(Supplier<T> writing) {
        try {
            return writing.get();
        } catch (Problem known) {
            throw known;
        } catch (RuntimeException failed) {
            LOG.log(Level.SEVERE, "evidence cannot be written; the answer is not given", failed);
            throw new Problem.Unavailable(Reason.OVERLOADED, failed, "chat.evidence_unavailable");
        }
    }

    private Reply reply(Draft last, String before) {
        boolean abstained = last.abstained() && before.isEmpty();
        return new Reply(
                question.request().answerId(),
                question.conversationId(),
                last.step().mode().word(),
                last.step().model().alias(),
                before + last.shown(),
                last.grounded() && !abstained,
                abstained,
                knowledge.route(),
                abstained ? List.of() : last.citations(),
                last.uncitedSentences(),
                attempts.stream().map(EvidenceLog.Attempt::usage).reduce(TokenCount.NONE, TokenCount::plus),
                attempts.stream().anyMatch(EvidenceLog.Attempt::usageEstimated),
                costs(last),
                degraded(last),
                last.finishReason(),
                last.toolCalls(),
                attempts.size());
    }

    /** One amount for each currency; what cost nothing has none. */
    private List<Money> costs(Draft last) {
        Map<String, Money> costs = new LinkedHashMap<>();
        String currency = last.attempt().cost().currency();
        costs.put(currency, Money.zero(currency));
        Stream.concat(attempts.stream().map(EvidenceLog.Attempt::cost), knowledge.spent().stream())
                .filter(cost -> cost.amount().signum() != 0)
                .forEach(cost -> costs.merge(cost.currency(), cost, Money::plus));
        return List.copyOf(costs.values());
    }

    private Degraded degraded(Draft last) {
        String meant = question.decision().meant();
        String answered = last.step().model().alias();
        if (lowMoney.isPresent()) {
            return new Degraded(lowMoney.get(), meant, answered);
        }
        if (meant.equals(answered)) {
            return null;
        }
        String reason = attempts.stream()
                .flatMap(attempt -> attempt.failure().stream())
                .findFirst()
                .orElse(Chain.UNUSABLE);
        boolean asked = attempts.stream().anyMatch(attempt -> attempt.model().equals(meant));
        return new Degraded(asked ? reason : Chain.UNUSABLE, meant, answered);
    }

    private Map<String, Long> millis(Draft last) {
        Map<String, Long> millis = new LinkedHashMap<>();
        millis.put("retrieval", knowledge.millis());
        last.firstTokenMillis().ifPresent(first -> millis.put("first_token", first));
        millis.put("total", Duration.between(question.askedAt(), Instant.now()).toMillis());
        return millis;
    }
}
