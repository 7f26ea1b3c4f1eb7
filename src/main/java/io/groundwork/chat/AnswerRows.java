package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Prompt;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keeps the turns of conversations: begun before an answer is made, ended after it, each in a transaction of its own. */
@ApplicationScoped
class AnswerRows {

    private static final int LONGEST_TITLE = 80;
    private static final int TURNS_REMEMBERED = 6;

    private static final String CONTINUE =
            "update conversation set updated_at = now() where tenant_id = ? and user_id = ? and id = ? and deleted_at is null";
    private static final String NEW_CONVERSATION =
            "insert into conversation (tenant_id, id, user_id, title) values (?, ?, ?, ?)";
    private static final String EARLIER =
            "select question, text, reply from (select ordinal, question, text, reply::text as reply from answer"
                    + " where tenant_id = ? and conversation_id = ? and state in ('given', 'stopped') and text <> ''"
                    + " order by ordinal desc limit ?) latest order by ordinal";
    private static final String BEGIN =
            "insert into answer (tenant_id, id, conversation_id, user_id, ordinal, question, mode, model)"
                    + " select ?, ?, ?, ?, coalesce(max(ordinal), 0) + 1, ?, ?, ? from answer where tenant_id = ? and conversation_id = ?";
    private static final String END = "update answer set text = ?, state = ?, model = ?, grounded = ?, abstained = ?,"
            + " reply = ?::jsonb, finished_at = now() where tenant_id = ? and id = ?";
    private static final String FAIL =
            "update answer set state = 'failed', finished_at = now() where tenant_id = ? and id = ? and state = 'running'";

    @Inject
    private Sql sql;

    @Inject
    private EarlierAnswers answers;

    /** The conversation that an answer belongs to, with what was said before. */
    record Begun(UUID conversationId, List<Prompt.Message> earlier) {}

    private record Turn(String question, String text, String reply) {

        static Turn read(Row row) throws SQLException {
            return new Turn(row.text("question"), row.text("text"), row.text("reply"));
        }
    }

    /** The conversation's row is locked by its update, so that two questions at once get different places in it. */
    @Transactional(TxType.REQUIRES_NEW)
    public Begun begin(Caller caller, ChatRequest request, String mode, String model) {
        int tenant = caller.tenant().value();
        UUID user = Conversations.person(caller);
        UUID conversation = request.conversationId().orElseGet(UUID::randomUUID);
        List<Prompt.Message> earlier = request.earlier();
        if (request.conversationId().isPresent()) {
            if (sql.run(CONTINUE, tenant, user, conversation) == 0) {
                throw Problem.NotFound.thing();
            }
            earlier = earlier(caller, conversation);
        } else {
            sql.run(NEW_CONVERSATION, tenant, conversation, user, title(request.question()));
        }
        sql.run(
                BEGIN,
                tenant,
                request.answerId(),
                conversation,
                user,
                request.question(),
                mode,
                model,
                tenant,
                conversation);
        return new Begun(conversation, earlier);
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void end(Caller caller, Reply reply, AnswerState state) {
        sql.run(
                END,
                reply.text().replace('\u0000', '\uFFFD'),
                state.word(),
                reply.model(),
                reply.grounded(),
                reply.abstained(),
                ReplyJson.groundwork(reply).toString(),
                caller.tenant().value(),
                reply.answerId());
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void fail(Caller caller, UUID answerId) {
        sql.run(FAIL, caller.tenant().value(), answerId);
    }

    /** What was said before, without the answers that the caller may not read any more. */
    private List<Prompt.Message> earlier(Caller caller, UUID conversation) {
        List<Turn> turns = sql.list(EARLIER, Turn::read, caller.tenant().value(), conversation, TURNS_REMEMBERED);
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
