package io.groundwork.budget;

import io.groundwork.budget.BookedCall.Entry;
import io.groundwork.budget.BookedCall.Saying;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What stands on the ledger, to be read by those who look into answers or administer the money. */
@ApplicationScoped
public class Books {

    private static final String CALLS =
            """
            select id, answer_id, call, purpose, model, provider, mode, state, amount, currency, price, input_tokens, output_cap,
                   made_at, closed_at
              from reservation where tenant_id = ? and answer_id = ? order by made_at, call, purpose
            """;
    private static final String CHARGES =
            """
            select reservation_id, kind, amount, currency, input, cached_input, cache_write, output, reasoning, estimated, overrun,
                   provider_request_id, reason, charged_at
              from charge where tenant_id = ? and answer_id = ? order by id
            """;
    private static final String ENTRIES =
            """
            select e.reservation_id, e.posting, e.kind, e.account, e.amount, e.currency, e.at
              from ledger_entry e join reservation r on r.tenant_id = e.tenant_id and r.id = e.reservation_id
             where r.tenant_id = ? and r.answer_id = ? order by e.id
            """;

    @Inject
    private Sql sql;

    private record Of<T>(UUID reservation, T line) {}

    /** The calls that were made for an answer, in order; none where nothing was asked. */
    @Transactional
    public List<BookedCall> of(Caller caller, UUID answerId) {
        caller.require(Role.REVIEWER, Role.ADMIN);
        int tenant = caller.tenant().value();
        Map<UUID, List<Saying>> charges = grouped(sql.list(CHARGES, Books::saying, tenant, answerId));
        Map<UUID, List<Entry>> entries = grouped(sql.list(ENTRIES, Books::entry, tenant, answerId));
        return sql.list(CALLS, row -> call(row, charges, entries), tenant, answerId);
    }

    private static <T> Map<UUID, List<T>> grouped(List<Of<T>> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(Of::reservation, Collectors.mapping(Of::line, Collectors.toList())));
    }

    private static BookedCall call(Row row, Map<UUID, List<Saying>> charges, Map<UUID, List<Entry>> entries)
            throws SQLException {
        UUID id = row.uuid("id");
        return new BookedCall(
                new CallId(row.uuid("answer_id"), row.integer("call")),
                Purpose.of(row.text("purpose")),
                row.text("model"),
                row.text("provider"),
                row.text("mode"),
                row.text("state"),
                money(row),
                Rates.parse(row.text("price")),
                row.bigint("input_tokens"),
                row.bigint("output_cap"),
                row.instant("made_at"),
                Optional.ofNullable(row.instant("closed_at")),
                charges.getOrDefault(id, List.of()),
                entries.getOrDefault(id, List.of()));
    }

    private static Of<Saying> saying(Row row) throws SQLException {
        return new Of<>(
                row.uuid("reservation_id"),
                new Saying(
                        row.text("kind"),
                        money(row),
                        new TokenCount(
                                Math.abs(row.bigint("input")),
                                Math.abs(row.bigint("cached_input")),
                                Math.abs(row.bigint("cache_write")),
                                Math.abs(row.bigint("output")),
                                Math.abs(row.bigint("reasoning"))),
                        row.flag("estimated"),
                        row.flag("overrun"),
                        Optional.ofNullable(row.text("provider_request_id")),
                        Optional.ofNullable(row.text("reason")),
                        row.instant("charged_at")));
    }

    private static Of<Entry> entry(Row row) throws SQLException {
        return new Of<>(
                row.uuid("reservation_id"),
                new Entry(
                        row.uuid("posting").toString(),
                        row.text("kind"),
                        row.text("account"),
                        money(row),
                        row.instant("at")));
    }

    private static Money money(Row row) throws SQLException {
        return new Money(row.decimal("amount"), row.text("currency"));
    }
}
