package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.routing.Mode;
import io.groundwork.routing.RouteRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keeps the turns of conversations: begun before an answer is made, ended after it. */
@ApplicationScoped
class AnswerRows {

    private static final int LONGEST_TITLE = 80;
    /** A model is told at least so many turns, and up to twice as many: forgetting in leaps leaves the prompt's beginning as it was. */
    private static final int TURNS_REMEMBERED = 6;

    private static final String FIND =
            "select route_mode, route_model from conversation where tenant_id = ? and user_id = ? and id = ? and deleted_at is null";
    private static final String CONTINUE =
            "update conversation set updated_at = now(), route_mode = coalesce(route_mode, ?), route_model = coalesce(route_model, ?)"
                    + " where tenant_id = ? and user_id = ? and id = ? and deleted_at is null";
    private static final String NEW_CONVERSATION =
            "insert into conversation (tenant_id, id, user_id, title, route_mode, route_model) values (?, ?, ?, ?, ?, ?)";
    private static final String EARLIER =
            "select question, text, reply from (select question, text, reply::text as reply, count(*) over () as turns,"
                    + " row_number() over (order by ordinal) as place from answer where tenant_id = ? and conversation_id = ?"
                    + " and state in ('given', 'stopped') and text <> '') told"
                    + " where place > greatest(0, (turns - ?) / ? * ?) order by place";
    private static final String BEGIN =
            "insert into answer (tenant_id, id, conversation_id, user_id, ordinal, question, mode, model)"
                    + " select ?, ?, ?, ?, coalesce(max(ordinal), 0) + 1, ?, ?, ? from answer where tenant_id = ? and conversation_id = ?";
    private static final String END =
            "update answer set text = ?, state = ?, mode = ?, model = ?, grounded = ?, abstained = ?,"
                    + " reply = ?::jsonb, finished_at = now() where tenant_id = ? and id = ?";
    private static final String FAIL =
            "update answer set state = 'failed', finished_at = now() where tenant_id = ? and id = ? and state = 'running'";

    @Inject
    private Sql sql;

    @Inject
    private EarlierAnswers answers;

    /**
     * A conversation as it stands before a question.
     *
     * @param route of its first question; empty for those that began before routes were kept
     */
    record Continued(List<Prompt.Message> earlier, Optional<RouteRequest.Earlier> route) {}

    private record Turn(String question, String text, String reply) {

        static Turn read(Row row) throws SQLException {
            return new Turn(row.text("question"), row.text("text"), row.text("reply"));
        }
    }

    /**
     * What was said before, and which way it went.
     *
     * @throws Problem.NotFound if the conversation is not the caller's
     */
    @Transactional
    public Continued continued(Caller caller, UUID conversation) {
        Optional<RouteRequest.Earlier> route = sql
                .list(FIND, AnswerRows::route, caller.tenant().value(), Conversations.person(caller), conversation)
                .stream()
                .findFirst()
                .orElseThrow(Problem.NotFound::thing);
        return new Continued(earlier(caller, conversation), route);
    }

    private static Optional<RouteRequest.Earlier> route(Row row) throws SQLException {
        String model = row.text("route_model");
        return Optional.ofNullable(row.text("route_mode"))
                .flatMap(Mode::of)
                .map(mode -> new RouteRequest.Earlier(mode, model));
    }

    /** The conversation's row is locked by its update, so that two questions at once get different places in it. */
    @Transactional(TxType.MANDATORY)
    public void begin(Question question, EvidenceLog.Told first) {
        Caller caller = question.caller();
        int tenant = caller.tenant().value();
        UUID user = Conversations.person(caller);
        UUID conversation = question.conversationId();
        String mode = question.decision().mode().word();
        String model = question.decision().model();
        if (question.request().conversationId().isEmpty()) {
            sql.run(NEW_CONVERSATION, tenant, conversation, user, title(question.text()), mode, model);
        } else if (sql.run(CONTINUE, mode, model, tenant, user, conversation) == 0) {
            throw Problem.NotFound.thing();
        }
        sql.run(
                BEGIN,
                tenant,
                first.answerId(),
                conversation,
                user,
                question.text(),
                first.mode(),
                first.model(),
                tenant,
                conversation);
    }

    @Transactional(TxType.MANDATORY)
    public void end(Caller caller, Reply reply, AnswerState state) {
        sql.run(
                END,
                reply.text().replace('\u0000', '\uFFFD'),
                state.word(),
                reply.mode(),
                reply.model(),
                reply.grounded(),
                reply.abstained(),
                ReplyJson.groundwork(reply).toString(),
                caller.tenant().value(),
                reply.answerId());
    }

    @Transactional(TxType.MANDATORY)
    public void fail(Caller caller, UUID answerId) {
        sql.run(FAIL, caller.tenant().value(), answerId);
    }

    /** What was said before, without the answers that the caller may not read any more. */
    private List<Prompt.Message> earlier(Caller caller, UUID conversation) {
        List<Turn> turns = sql.list(
                EARLIER,
                Turn::read,
                caller.tenant().value(),
                conversation,
                TURNS_REMEMBERED,
                TURNS_REMEMBERED,
                TURNS_REMEMBERED);
        Predicate<String> readable =
                answers.readable(caller, turns.stream().map(Turn::reply).toList());
        return turns.stream()
                .filter(turn -> readable.test(turn.reply()))
                .flatMap(turn -> Stream.of(Prompt.Message.user(turn.question()), Prompt.Message.assistant(turn.text())))
                .toList();
    }

    private static String title(String question) {
        String line = Untrusted.tameLine(question);
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST_TITLE ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }
}
