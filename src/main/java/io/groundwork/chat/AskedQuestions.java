package io.groundwork.chat;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.routing.PastQuestions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;

/** The questions of all conversations, for trying policies on them; who asked is told, what was answered is not. */
@ApplicationScoped
public class AskedQuestions implements PastQuestions {

    private static final String LATEST =
            "select a.id, a.conversation_id, a.created_at, u.username, a.question, a.mode, a.model,"
                    + " coalesce(a.reply -> 'usage', '{}')::text as usage from answer a"
                    + " join users u on u.tenant_id = a.tenant_id and u.id = a.user_id"
                    + " where a.tenant_id = ? and a.state in ('given', 'stopped') order by a.created_at desc, a.id limit ?";

    @Inject
    private Sql sql;

    @Override
    @Transactional
    public List<Past> latest(Caller caller, int most) {
        return sql.list(LATEST, AskedQuestions::past, caller.tenant().value(), most);
    }

    private static Past past(Row row) throws SQLException {
        return new Past(
                row.uuid("id"),
                row.uuid("conversation_id"),
                row.instant("created_at"),
                row.text("username"),
                row.text("question"),
                row.text("mode"),
                row.text("model"),
                usage(row.text("usage")));
    }

    /** Answers from before usage was kept have none. */
    private static TokenCount usage(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return new TokenCount(
                    json.getInt("input", 0),
                    json.getInt("cached_input", 0),
                    json.getInt("cache_write", 0),
                    json.getInt("output", 0),
                    json.getInt("reasoning", 0));
        }
    }
}
