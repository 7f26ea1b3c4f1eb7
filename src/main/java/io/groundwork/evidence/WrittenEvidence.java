package io.groundwork.evidence;

import io.groundwork.chat.EvidenceLog;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Writes evidence into tables to which the application can only add. */
@ApplicationScoped
public class WrittenEvidence implements EvidenceLog {

    private static final String OPEN =
            "insert into evidence (tenant_id, answer_id, at, username, user_id, groups, question, sent,"
                    + " sent_hash, record, record_hash, request_id, traceparent) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?)";
    private static final String ATTEMPT =
            "insert into evidence_attempt (tenant_id, answer_id, n, model, mode, prompt_version, sent, sent_hash,"
                    + " record, record_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)";
    private static final String CLOSE =
            "insert into evidence_outcome (tenant_id, answer_id, state, raw_answer, answer, abstained,"
                    + " record, record_hash) values (?, ?, ?, ?, ?, ?, ?::json, ?)";

    @Inject
    private Sql sql;

    @Override
    @Transactional(TxType.MANDATORY)
    public void open(Caller caller, Opened opened) {
        String record = EvidenceRecord.of(opened).toString();
        sql.run(
                OPEN,
                caller.tenant().value(),
                opened.first().answerId(),
                opened.at(),
                caller.username(),
                caller.userId().map(UserId::value).orElse(null),
                opened.groups().toArray(String[]::new),
                storable(opened.question()),
                storable(opened.first().sent()),
                Hash.of(opened.first().sent()),
                record,
                Hash.of(record),
                opened.requestId(),
                opened.traceparent());
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void attempt(Caller caller, Told told) {
        String record = EvidenceRecord.of(told).toString();
        sql.run(
                ATTEMPT,
                caller.tenant().value(),
                told.answerId(),
                told.n(),
                told.model(),
                told.mode(),
                told.promptVersion(),
                storable(told.sent()),
                Hash.of(told.sent()),
                record,
                Hash.of(record));
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public void close(Caller caller, Outcome outcome) {
        String record = EvidenceRecord.of(outcome).toString();
        sql.run(
                CLOSE,
                caller.tenant().value(),
                outcome.answerId(),
                outcome.state().word(),
                storable(outcome.raw()),
                storable(outcome.shown()),
                outcome.abstained(),
                record,
                Hash.of(record));
    }

    /** The database cannot hold U+0000; questions with it are refused, and a model's answer loses it visibly. */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
