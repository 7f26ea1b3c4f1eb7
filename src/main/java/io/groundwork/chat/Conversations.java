package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** A person's own conversations, and what the person thought of the answers. Nobody else's can be seen or touched. */
@ApplicationScoped
public class Conversations {

    private static final String COLUMNS = "select id, title, created_at, updated_at from conversation"
            + " where tenant_id = ? and user_id = ? and deleted_at is null";
    private static final String OWNED = COLUMNS + " and id = ?";
    private static final String PAGE = COLUMNS
            + " and (?::uuid is null or (updated_at, id) < (select updated_at, id from conversation where tenant_id = ? and id = ?::uuid))"
            + " order by updated_at desc, id desc limit ?";
    /** An answer whose making was cut off (the process died) is not shown as running for ever. */
    private static final String TURNS = "select id, question, text, created_at, reply::text as reply,"
            + " case when state = 'running' and created_at < now() - interval '15 minutes' then 'failed' else state end as state"
            + " from answer where tenant_id = ? and conversation_id = ? order by ordinal";

    private static final String DELETE =
            "update conversation set deleted_at = now() where tenant_id = ? and user_id = ? and id = ? and deleted_at is null";
    private static final String OWN_ANSWER =
            "select 1 as found from answer where tenant_id = ? and user_id = ? and id = ?";
    private static final String JUDGE =
            "insert into feedback (tenant_id, answer_id, user_id, verdict, reason, correction) values (?, ?, ?, ?, ?, ?)"
                    + " on conflict (tenant_id, answer_id, user_id) do update"
                    + " set verdict = excluded.verdict, reason = excluded.reason, correction = excluded.correction, created_at = now()";

    @Inject
    private Sql sql;

    @Inject
    private EarlierAnswers earlier;

    /** The caller's conversations, the latest first. */
    @Transactional
    public Page<Conversation.Summary> page(Caller caller, Page.Request request) {
        UUID user = person(caller);
        int tenant = caller.tenant().value();
        UUID after = request.after() == null ? null : id(request.after());
        List<Conversation.Summary> rows =
                sql.list(PAGE, Conversations::summary, tenant, user, after, tenant, after, request.limit() + 1);
        return Page.cut(rows, request.limit(), row -> row.id().toString());
    }

    /**
     * One of the caller's conversations with all its turns. Of an answer that cites what the caller may not read any more
     * only the place is left.
     *
     * @throws Problem.NotFound if there is none, or it is somebody else's
     */
    @Transactional
    public Conversation find(Caller caller, UUID id) {
        int tenant = caller.tenant().value();
        Conversation.Summary found = sql.one(OWNED, Conversations::summary, tenant, person(caller), id)
                .orElseThrow(Problem.NotFound::thing);
        List<Conversation.Turn> turns = sql.list(TURNS, Conversations::turn, tenant, id);
        return new Conversation(
                found.id(), found.title(), found.createdAt(), found.updatedAt(), stillReadable(caller, turns));
    }

    private List<Conversation.Turn> stillReadable(Caller caller, List<Conversation.Turn> turns) {
        Predicate<String> readable = earlier.readable(
                caller, turns.stream().map(Conversation.Turn::reply).toList());
        return turns.stream()
                .map(turn -> readable.test(turn.reply()) ? turn : turn.withheld())
                .toList();
    }

    /** Takes a conversation away from its owner; the evidence of its answers stays. */
    @Transactional
    public void delete(Caller caller, UUID id) {
        if (sql.run(DELETE, caller.tenant().value(), person(caller), id) == 0) {
            throw Problem.NotFound.thing();
        }
    }

    /** Keeps what the caller thinks of an answer that the caller was given; a later word replaces an earlier one. */
    @Transactional
    public void judge(Caller caller, UUID answerId, Feedback feedback) {
        int tenant = caller.tenant().value();
        UUID user = person(caller);
        sql.one(OWN_ANSWER, row -> row.integer("found"), tenant, user, answerId).orElseThrow(Problem.NotFound::thing);
        sql.run(
                JUDGE,
                tenant,
                answerId,
                user,
                feedback.up() ? "up" : "down",
                feedback.reason().orElse(null),
                feedback.correction().orElse(null));
    }

    /** A conversation has a person in it: neither the operator nor the application itself holds one. */
    static UUID person(Caller caller) {
        return caller.userId().map(UserId::value).orElseThrow(() -> new Problem.Refused("platform.role_required"));
    }

    /** An id as it came from outside; what is not one belongs to nothing. */
    public static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.NotFound.thing();
        }
    }

    private static Conversation.Summary summary(Row row) throws SQLException {
        return new Conversation.Summary(
                row.uuid("id"), row.text("title"), row.instant("created_at"), row.instant("updated_at"));
    }

    private static Conversation.Turn turn(Row row) throws SQLException {
        return new Conversation.Turn(
                row.uuid("id"),
                row.text("question"),
                row.text("text"),
                AnswerState.of(row.text("state")),
                row.instant("created_at"),
                row.text("reply"));
    }
}
