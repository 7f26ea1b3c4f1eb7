package io.groundwork.notice;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of webhooks. */
@ApplicationScoped
class WebhookRows {

    static final String GONE = "gone";
    static final String BY_ADMIN = "admin";

    private static final String COLUMNS =
            "select id, name, url, events, disabled_reason, created_at from webhook where tenant_id = ?";
    private static final String PAGE = COLUMNS + " and (?::text is null or name > ?) order by name limit ?";
    private static final String FIND = COLUMNS + " and name = ?";
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('webhook ' || ?, 0))";
    private static final String COUNT = "select count(*) as many from webhook where tenant_id = ?";
    private static final String INSERT =
            """
            insert into webhook (tenant_id, id, name, url, events, secret, disabled_reason) values (?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String CHANGE =
            "update webhook set url = ?, events = ?, disabled_reason = ? where tenant_id = ? and id = ?";
    private static final String ROTATE =
            """
            update webhook set earlier_secret = secret, earlier_until = ?, secret = ? where tenant_id = ? and id = ?
            """;
    private static final String DELETE = "delete from webhook where tenant_id = ? and id = ?";
    private static final String DISABLE =
            "update webhook set disabled_reason = ? where tenant_id = ? and id = ? and disabled_reason is null returning name";
    private static final String DROP =
            "update delivery set state = 'failed' where tenant_id = ? and webhook_id = ? and state = 'waiting'";

    @Inject
    private Sql sql;

    /** Two changes of a tenant's webhooks at once: the second waits for the first. */
    void lock(Caller caller) {
        sql.one(LOCK, row -> 1, caller.tenant().value());
    }

    int count(Caller caller) {
        return sql.one(COUNT, row -> row.integer("many"), caller.tenant().value())
                .orElseThrow();
    }

    List<Webhook> page(Caller caller, String after, int limit) {
        return sql.list(PAGE, WebhookRows::webhook, caller.tenant().value(), after, after, limit);
    }

    Optional<Webhook> find(Caller caller, String name) {
        return sql.one(FIND, WebhookRows::webhook, caller.tenant().value(), name);
    }

    void insert(Caller caller, UUID id, String name, Webhook.Spec spec, byte[] secret) {
        sql.run(
                INSERT,
                caller.tenant().value(),
                id,
                name,
                spec.url(),
                spec.events().toArray(String[]::new),
                secret,
                spec.enabled() ? null : BY_ADMIN);
    }

    void change(Caller caller, UUID id, Webhook.Spec spec) {
        String[] events = spec.events().toArray(String[]::new);
        sql.run(
                CHANGE,
                spec.url(),
                events,
                spec.enabled() ? null : BY_ADMIN,
                caller.tenant().value(),
                id);
        if (!spec.enabled()) {
            drop(caller, id);
        }
    }

    void rotate(Caller caller, UUID id, byte[] secret, Instant earlierUntil) {
        sql.run(ROTATE, earlierUntil, secret, caller.tenant().value(), id);
    }

    void delete(Caller caller, UUID id) {
        sql.run(DELETE, caller.tenant().value(), id);
    }

    /** It wants nothing any more; its name, if that is news. */
    Optional<String> gone(Caller caller, UUID id) {
        drop(caller, id);
        return sql.one(DISABLE, row -> row.text("name"), GONE, caller.tenant().value(), id);
    }

    private void drop(Caller caller, UUID id) {
        sql.run(DROP, caller.tenant().value(), id);
    }

    private static Webhook webhook(Row row) throws SQLException {
        return new Webhook(
                row.uuid("id"),
                row.text("name"),
                row.text("url"),
                List.of(row.texts("events")),
                Optional.ofNullable(row.text("disabled_reason")),
                row.instant("created_at"));
    }
}
