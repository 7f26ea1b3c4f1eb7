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
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What is booked on reservations: in usage as charges, in the ledger as postings, both in one statement. */
@ApplicationScoped
class BookingRows {

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

    /** What is booked on a reservation, and how it came about. */
    record Entry(String kind, Money amount, Used used, boolean overrun, Optional<String> reason, Instant at) {}

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
}
