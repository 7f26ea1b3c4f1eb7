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

/** The rows of reservations, and what the ledger and usage say of each. */
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

    private static final String CLOSE =
            """
            update reservation set state = ?, closed_at = ? where tenant_id = ? and id = ? and state = 'open'
            returning id, amount, currency, price, input_tokens, output_cap, output_seen, state,
                exists (select 1 from reservation_window w where w.tenant_id = reservation.tenant_id
                    and w.reservation_id = reservation.id) as limited
            """;
    private static final String FIND =
            """
            select id, amount, currency, price, input_tokens, output_cap, output_seen, state,
                exists (select 1 from reservation_window w where w.tenant_id = reservation.tenant_id
                    and w.reservation_id = reservation.id) as limited
              from reservation
             where tenant_id = ? and id = ? for no key update
            """;
    private static final String CLAIM =
            """
            select id, amount, currency, price, input_tokens, output_cap, output_seen, state,
                exists (select 1 from reservation_window w where w.tenant_id = reservation.tenant_id
                    and w.reservation_id = reservation.id) as limited
              from reservation
             where tenant_id = ? and id = ? and state = 'open' and expires_at <= coalesce(?::timestamptz, now())
               for no key update skip locked
            """;
    private static final String SEEN = "update reservation set output_seen = greatest(output_seen, ?)"
            + " where tenant_id = ? and id = ? and state = 'open'";

    private static final String CHARGE =
            """
            insert into charge (tenant_id, reservation_id, kind, answer_id, call, purpose, user_id, key_id, groups, model, provider,
                mode, currency, amount, input, cached_input, cache_write, output, reasoning, requests, estimated, overrun,
                provider_request_id, reason, charged_at)
            select tenant_id, id, ?, answer_id, call, purpose, user_id, key_id, groups, model, provider, mode, currency,
                ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?
              from reservation where tenant_id = ? and id = ?
            """;

    /** What was said last of a reservation is taken back, to the last digit. */
    private static final String REVERSE =
            """
            insert into charge (tenant_id, reservation_id, kind, answer_id, call, purpose, user_id, key_id, groups, model, provider,
                mode, currency, amount, input, cached_input, cache_write, output, reasoning, requests, estimated, overrun,
                provider_request_id, reason, charged_at)
            select tenant_id, reservation_id, 'reversal', answer_id, call, purpose, user_id, key_id, groups, model, provider, mode,
                currency, - amount, - input, - cached_input, - cache_write, - output, - reasoning, - requests, estimated, overrun,
                provider_request_id, ?, ?
              from charge where tenant_id = ? and reservation_id = ? and kind <> 'reversal' order by id desc limit 1
            """;

    private static final String POST =
            """
            insert into ledger_entry (tenant_id, posting, reservation_id, kind, account, amount, currency, at)
            select r.tenant_id, once.id, r.id, ?, line.account, line.amount, r.currency, ?
              from reservation r cross join (select gen_random_uuid() as id) once
             cross join lateral (values ('commitment', ?::numeric), ('held', - ?::numeric),
                    ('expense', ?::numeric), ('payable:' || r.provider, - ?::numeric)) line(account, amount)
             where r.tenant_id = ? and r.id = ? and line.amount <> 0
            """;

    private static final String BOOK = "with charged as (" + CHARGE + ")" + POST;

    private static final String STANDING =
            """
            select amount, currency, input, cached_input, cache_write, output, reasoning, estimated, overrun from charge
             where tenant_id = ? and reservation_id = ? and kind <> 'reversal' order by id desc limit 1
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

    /** What is booked on a reservation, and how it came about. */
    record Entry(String kind, Money amount, Used used, boolean overrun, Optional<String> reason, Instant at) {}

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

    /**
     * Books what a call cost, as usage and in the ledger.
     *
     * @param held what is given back
     * @param more what is spent beyond what was booked before
     */
    void book(Caller caller, UUID id, Entry entry, String posting, BigDecimal held, BigDecimal more) {
        TokenCount tokens = entry.used().tokens();
        int tenant = caller.tenant().value();
        sql.run(
                BOOK,
                entry.kind(),
                entry.amount().amount(),
                tokens.input(),
                tokens.cachedInput(),
                tokens.cacheWrite(),
                tokens.output(),
                tokens.reasoning(),
                entry.used().estimated(),
                entry.overrun(),
                entry.used().providerRequestId().orElse(null),
                entry.reason().orElse(null),
                entry.at(),
                tenant,
                id,
                posting,
                entry.at(),
                held,
                held,
                more,
                more,
                tenant,
                id);
    }

    void reverse(Caller caller, UUID id, String reason, Instant now) {
        sql.run(REVERSE, reason, now, caller.tenant().value(), id);
    }

    /** Books that held money is given back, and that nothing was spent. */
    void giveBack(Caller caller, UUID id, BigDecimal held, Instant now) {
        BigDecimal none = BigDecimal.ZERO;
        sql.run(POST, "release", now, held, held, none, none, caller.tenant().value(), id);
    }

    /** What holds of a reservation's cost; empty while it is open, and when it was released. */
    Optional<Charge> standing(Caller caller, UUID id) {
        return sql.one(STANDING, row -> charge(id, row), caller.tenant().value(), id);
    }

    private static Charge charge(UUID id, Row row) throws SQLException {
        return new Charge(
                id,
                new Money(row.decimal("amount"), row.text("currency")),
                new TokenCount(
                        row.bigint("input"),
                        row.bigint("cached_input"),
                        row.bigint("cache_write"),
                        row.bigint("output"),
                        row.bigint("reasoning")),
                row.flag("estimated"),
                row.flag("overrun"));
    }

    /** A reservation of some tenant whose time is over. */
    record Due(int tenant, String slug, UUID id) {}

    private static final String DISPATCH = "select set_config('app.dispatcher', 'on', true)";
    private static final String DUE =
            """
            select r.tenant_id, t.slug, r.id from reservation r join tenant t on t.id = r.tenant_id
             where r.state = 'open' and r.expires_at <= coalesce(?::timestamptz, now()) order by r.expires_at limit ?
            """;

    List<Due> due(int most) {
        sql.one(DISPATCH, row -> true);
        return sql.list(
                DUE,
                row -> new Due(row.integer("tenant_id"), row.text("slug"), row.uuid("id")),
                moment.orElse(null),
                most);
    }
}
