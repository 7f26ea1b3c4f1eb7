package io.groundwork.notice;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of what was raised, and who has read which. */
@ApplicationScoped
class NoticeRows {

    private static final String COLUMNS =
            """
            select a.id, a.number, a.kind, a.budget, a.percent, a.amount, a.reserved, a.starts_at, a.ends_at, a.day::text as day,
                   a.usual, a.spent, a.currency, a.raised_at, exists (select 1 from alert_reading r
                     where r.tenant_id = a.tenant_id and r.alert_id = a.id and r.user_id = ?) as read
              from alert a where a.tenant_id = ?
            """;
    private static final String PAGE =
            COLUMNS + " and (?::bigint is null or a.number < ?) order by a.number desc limit ?";
    private static final String FIND = COLUMNS + " and a.id = ?";
    private static final String UNREAD =
            """
            select count(*) as many from (select 1 from alert a where a.tenant_id = ? and a.raised_at > ? and not exists (
                select 1 from alert_reading r where r.tenant_id = a.tenant_id and r.alert_id = a.id and r.user_id = ?)
             limit ?) unread
            """;
    private static final String READ =
            """
            insert into alert_reading (tenant_id, alert_id, user_id)
            select tenant_id, id, ? from alert where tenant_id = ? and (?::uuid[] is null or id = any (?::uuid[]))
            on conflict do nothing
            """;

    @Inject
    private Sql sql;

    List<Notice> page(Caller caller, Long before, int limit) {
        return sql.list(PAGE, NoticeRows::notice, user(caller), caller.tenant().value(), before, before, limit);
    }

    Optional<Notice> find(Caller caller, UUID id) {
        return sql.one(FIND, NoticeRows::notice, user(caller), caller.tenant().value(), id);
    }

    int unread(Caller caller, Instant since, int most) {
        return sql.one(UNREAD, row -> row.integer("many"), caller.tenant().value(), since, user(caller), most)
                .orElseThrow();
    }

    /** @param ids null for all */
    void read(Caller caller, UUID[] ids) {
        sql.run(READ, caller.user().value(), caller.tenant().value(), ids, ids);
    }

    private static UUID user(Caller caller) {
        return caller.userId().map(user -> user.value()).orElse(null);
    }

    private static Notice notice(Row row) throws SQLException {
        Kind kind = Kind.of(row.text("kind"));
        String currency = row.text("currency");
        return new Notice(
                row.uuid("id"),
                row.bigint("number"),
                kind,
                new Money(row.decimal("spent"), currency),
                row.instant("raised_at"),
                kind == Kind.ANOMALY ? Optional.empty() : Optional.of(budget(row, currency)),
                kind == Kind.ANOMALY ? Optional.of(day(row, currency)) : Optional.empty(),
                row.flag("read"));
    }

    private static Notice.OfBudget budget(Row row, String currency) throws SQLException {
        return new Notice.OfBudget(
                row.text("budget"),
                row.integer("percent"),
                new Money(row.decimal("amount"), currency),
                new Money(row.decimal("reserved"), currency),
                row.instant("starts_at"),
                Optional.ofNullable(row.instant("ends_at")));
    }

    private static Notice.OfDay day(Row row, String currency) throws SQLException {
        return new Notice.OfDay(LocalDate.parse(row.text("day")), new Money(row.decimal("usual"), currency));
    }
}
