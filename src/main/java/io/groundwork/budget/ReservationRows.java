package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of reservations: money that is held for calls. */
@ApplicationScoped
class ReservationRows {

    private static final String OPEN =
            """
            with recursive inside(group_id) as (
                select group_id from group_member where tenant_id = ? and user_id = ?
                union
                select p.parent_id from group_parent p join inside i on p.group_id = i.group_id where p.tenant_id = ?
            ), opened as (
                insert into reservation (tenant_id, id, answer_id, call, purpose, user_id, key_id, groups, model, provider, mode,
                    amount, currency, price, input_tokens, output_cap, made_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, array(select g.name from groups g join inside i on g.id = i.group_id
                    where g.tenant_id = ? order by g.name), ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?,
                    coalesce(?::timestamptz, now()) + ?::bigint * interval '1 millisecond')
                returning tenant_id, id
            ), counted as (
                insert into reservation_window (tenant_id, reservation_id, window_id)
                select o.tenant_id, o.id, w from opened o cross join unnest(?::bigint[]) w
            )
            insert into ledger_entry (tenant_id, posting, reservation_id, kind, account, amount, currency, at)
            select ?, once.id, ?, 'reserve', line.account, line.amount, ?, ?
              from (select gen_random_uuid() as id) once
             cross join (values ('held', ?::numeric), ('commitment', - ?::numeric)) line(account, amount)
             where line.amount <> 0
            """;

    private static final String KEPT =
            """
             id, amount, currency, price, input_tokens, output_cap, output_seen, state,
                exists (select 1 from reservation_window w where w.tenant_id = reservation.tenant_id
                    and w.reservation_id = reservation.id) as limited
            """;

    private static final String CLOSE = "update reservation set state = ?, closed_at = ?"
            + " where tenant_id = ? and id = ? and state = 'open' returning" + KEPT;
    private static final String FIND =
            "select" + KEPT + "from reservation where tenant_id = ? and id = ? for no key update";
    private static final String CLAIM = "select" + KEPT + "from reservation where tenant_id = ? and id = ?"
            + " and state = 'open' and expires_at <= coalesce(?::timestamptz, now()) for no key update skip locked";
    private static final String SEEN = "update reservation set output_seen = greatest(output_seen, ?)"
            + " where tenant_id = ? and id = ? and state = 'open'";

    private static final String DISPATCH = "select set_config('app.dispatcher', 'on', true)";
    private static final String DUE =
            """
            select r.tenant_id, t.slug, r.id from reservation r join tenant t on t.id = r.tenant_id
             where r.state = 'open' and r.expires_at <= coalesce(?::timestamptz, now()) order by r.expires_at limit ?
            """;

    @Inject
    private Sql sql;

    /** When it is, for what expires: empty for the database's clock, which is one for all nodes; another one in tests alone. */
    Optional<Instant> moment = Optional.empty();

    /**
     * A reservation as it stands.
     *
     * @param amount that is, or was, held
     * @param limited whether the call was told not to answer more than its limit, since budgets stand behind it
     */
    record Kept(
            UUID id,
            BigDecimal amount,
            String currency,
            Rates rates,
            long inputTokens,
            long outputCap,
            long outputSeen,
            String state,
            boolean limited) {

        /** An estimate is not more than the call could take: our counts are not the provider's. */
        Used within(Used used) {
            TokenCount tokens = used.tokens();
            boolean beyond =
                    used.estimated() && limited && rates.of(tokens).amount().compareTo(amount) > 0;
            if (!beyond) {
                return used;
            }
            TokenCount most =
                    new TokenCount(Math.min(tokens.input(), inputTokens), 0, Math.min(tokens.output(), outputCap));
            return new Used(most, true, used.providerRequestId());
        }

        private static Kept read(Row row) throws SQLException {
            return new Kept(
                    row.uuid("id"),
                    row.decimal("amount"),
                    row.text("currency"),
                    Rates.parse(row.text("price")),
                    row.bigint("input_tokens"),
                    row.bigint("output_cap"),
                    row.bigint("output_seen"),
                    row.text("state"),
                    row.flag("limited"));
        }
    }

    void open(Caller caller, UUID id, Hold hold, Money amount, long[] windows, Instant now, Duration lasts) {
        int tenant = caller.tenant().value();
        UUID user = caller.userId().map(person -> person.value()).orElse(null);
        sql.run(
                OPEN,
                tenant,
                user,
                tenant,
                tenant,
                id,
                hold.answerId(),
                hold.call(),
                hold.purpose().word(),
                user,
                caller.key(),
                tenant,
                hold.model(),
                hold.provider(),
                hold.mode(),
                amount.amount(),
                amount.currency(),
                hold.rates().orElseThrow().toJson().toString(),
                hold.inputTokens(),
                hold.outputCap(),
                now,
                moment.orElse(null),
                lasts.toMillis(),
                windows,
                tenant,
                id,
                amount.currency(),
                now,
                amount.amount(),
                amount.amount());
    }

    /** Closes an open reservation; empty when it is not open any more. */
    Optional<Kept> close(Caller caller, UUID id, String state, Instant now) {
        return sql.one(CLOSE, Kept::read, state, now, caller.tenant().value(), id);
    }

    /** The reservation, locked. */
    Optional<Kept> find(Caller caller, UUID id) {
        return sql.one(FIND, Kept::read, caller.tenant().value(), id);
    }

    /** An open reservation whose time is over, locked; empty also while somebody else is at it. */
    Optional<Kept> claim(Caller caller, UUID id) {
        return sql.one(CLAIM, Kept::read, caller.tenant().value(), id, moment.orElse(null));
    }

    void seen(Caller caller, UUID id, long outputTokens) {
        sql.run(SEEN, outputTokens, caller.tenant().value(), id);
    }

    /** A reservation of some tenant whose time is over. */
    record Due(int tenant, String slug, UUID id) {}

    List<Due> due(int most) {
        sql.one(DISPATCH, row -> true);
        return sql.list(
                DUE,
                row -> new Due(row.integer("tenant_id"), row.text("slug"), row.uuid("id")),
                moment.orElse(null),
                most);
    }
}
