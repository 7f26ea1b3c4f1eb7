package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The counters of budgets. Those of a period are made when they are first needed. Whoever moves money in several locks them
 * all first, in the order of their ids, and as the last thing of its transaction: nobody waits in a circle, nor for long.
 */
@ApplicationScoped
class Windows {

    /** The member of a window that is nobody's own. */
    static final UUID WHOLE = new UUID(0, 0);

    private static final String APPLYING =
            """
            with recursive inside(group_id) as (
                select group_id from group_member where tenant_id = ? and user_id = ?
                union
                select p.parent_id from group_parent p join inside i on p.group_id = i.group_id where p.tenant_id = ?
            )
            select b.id, b.name, b.scope, b.model, coalesce(g.name, u.username, b.subject::text) as subject, b.period,
                   b.currency, b.degrade::text as degrade, part.member_id, w.id as window_id,
                   coalesce(w.amount, part.amount) as amount, w.spent, w.reserved, w.ends_at, w.alert_at
              from budget b
             cross join lateral (
                   select ?::uuid as member_id, b.amount
                   union all
                   select ?::uuid, b.member_amount where b.member_amount is not null and ?::uuid is not null) part
              left join lateral (
                   select c.id, c.amount, c.spent, c.reserved, c.ends_at, c.alert_at from budget_window c
                    where c.tenant_id = b.tenant_id and c.budget_id = b.id and c.member_id = part.member_id and c.starts_at <= ?
                    order by c.starts_at desc limit 1) w on w.ends_at is null or w.ends_at > ?
              left join groups g on b.scope = 'group' and g.tenant_id = b.tenant_id and g.id = b.subject
              left join users u on b.scope = 'user' and u.tenant_id = b.tenant_id and u.id = b.subject
             where b.tenant_id = ? and b.retired_at is null
               and (b.subject = any (array(select group_id from inside) || ?::uuid || ?::uuid)
                    or b.subject is null and (b.scope = 'tenant' or b.model = ?::text))
             order by b.id, part.member_id
            """;

    /** The budget's row is held, so that a limit that changes at the same time changes here too. */
    private static final String MAKE =
            """
            insert into budget_window (tenant_id, budget_id, member_id, starts_at, ends_at, amount, alert_at)
            select b.tenant_id, b.id, ?::uuid, greatest(?::timestamptz, (
                       select max(c.ends_at) from budget_window c
                        where c.tenant_id = b.tenant_id and c.budget_id = b.id and c.member_id = ?::uuid and c.ends_at <= ?)),
                   ?::timestamptz, case when part.members then b.member_amount else b.amount end,
                   case when not part.members then b.amount * 0.01 * (select min(percent) from unnest(b.alert_percent) percent) end
              from budget b cross join (select ?::boolean as members) part
             where b.tenant_id = ? and b.id = ? and b.retired_at is null for share of b
            on conflict (tenant_id, budget_id, member_id, starts_at) do nothing
            """;

    /** One statement each, so that nobody waits for a lock while we and the database talk. */
    private static final String HOLD = "select window_id, only_held from hold_money(?, ?, ?)";

    private static final String MOVE = "select window_id from move_money(?, ?, ?, ?)";
    private static final String ZONE = "select time_zone from tenant where id = ?";

    @Inject
    private Sql sql;

    @Inject
    private Alerts alerts;

    /** The parts of all budgets that a call of this model would be counted in, as they look now; nothing is locked. Without a model: of all
     * budgets but those of models. */
    List<Share> applying(Caller caller, String model, Instant now) {
        int tenant = caller.tenant().value();
        UUID user = caller.userId().map(id -> id.value()).orElse(null);
        return sql.list(
                APPLYING,
                Windows::share,
                tenant,
                user,
                tenant,
                WHOLE,
                user,
                user,
                now,
                now,
                tenant,
                user,
                caller.key(),
                model);
    }

    /** The same, each with its counters. */
    List<Share> counted(Caller caller, String model, Instant now) {
        List<Share> shares = applying(caller, model, now);
        if (shares.stream().allMatch(share -> share.window().isPresent())) {
            return shares;
        }
        ZoneId zone = zone(caller);
        shares.stream().filter(share -> share.window().isEmpty()).forEach(share -> make(caller, share, zone, now));
        return applying(caller, model, now).stream()
                .filter(share -> share.window().isPresent())
                .toList();
    }

    private void make(Caller caller, Share share, ZoneId zone, Instant now) {
        Period.Span span = share.period().at(now, zone);
        UUID member = share.members() ? caller.user().value() : WHOLE;
        sql.run(
                MAKE,
                member,
                span.start(),
                member,
                now,
                span.end().orElse(null),
                share.members(),
                caller.tenant().value(),
                share.budget());
    }

    ZoneId zone(Caller caller) {
        return sql.one(
                        ZONE,
                        row -> ZoneId.of(row.text("time_zone")),
                        caller.tenant().value())
                .orElseThrow();
    }

    /**
     * Counters that lack money for a call.
     *
     * @param held whether they would not, if what is held for other calls came back
     */
    record Lack(long window, boolean held) {}

    /** Holds this much in all of them, or in none: then tells which lack it. */
    List<Lack> hold(Caller caller, long[] windows, BigDecimal amount) {
        return sql.list(
                HOLD,
                row -> new Lack(row.bigint("window_id"), row.flag("only_held")),
                caller.tenant().value(),
                windows,
                amount);
    }

    /**
     * Gives back what was held for a reservation, and counts what was spent; both may be below zero in a correction. Whoever
     * passes the mark that the counters bear raises the alert.
     */
    void move(Caller caller, UUID reservation, BigDecimal held, BigDecimal spent, Instant now) {
        List<Long> alerting =
                sql.list(MOVE, row -> row.bigint("window_id"), caller.tenant().value(), reservation, held, spent);
        alerts.reached(caller, alerting, now);
    }

    private static Share share(Row row) throws SQLException {
        Scope.Kind kind = Scope.Kind.of(row.text("scope")).orElseThrow();
        String name = kind == Scope.Kind.MODEL ? row.text("model") : row.text("subject");
        return new Share(
                row.bigint("id"),
                row.text("name"),
                new Scope(kind, name == null ? "" : name),
                Period.of(row.text("period")).orElseThrow(),
                !WHOLE.equals(row.uuid("member_id")),
                row.isNull("window_id") ? Optional.empty() : Optional.of(row.bigint("window_id")),
                row.text("currency"),
                row.decimal("amount"),
                row.isNull("spent") ? BigDecimal.ZERO : row.decimal("spent"),
                row.isNull("reserved") ? BigDecimal.ZERO : row.decimal("reserved"),
                Optional.ofNullable(row.instant("ends_at")),
                !row.isNull("alert_at"),
                StoredJson.read(row.text("degrade")));
    }
}
