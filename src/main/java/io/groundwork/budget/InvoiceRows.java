package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What is booked for the requests of a provider. */
@ApplicationScoped
class InvoiceRows {

    private static final String SUM =
            """
            select b.provider_request_id, b.answer_id, b.call, b.reservation_id, b.currency, s.amount, s.estimated from charge b
             cross join lateral (select sum(c.amount) as amount,
                        (array_agg(c.estimated order by c.id desc) filter (where c.kind <> 'reversal'))[1] as estimated
                   from charge c where c.tenant_id = b.tenant_id and c.reservation_id = b.reservation_id) s
            """;
    /** A call that expired and was settled after all has its id in the correction. */
    private static final String NAMED = SUM
            + """
             where b.tenant_id = ? and b.provider = ? and b.kind in ('settlement', 'correction')
               and b.provider_request_id = any(?)
             order by b.id
            """;

    private static final String OURS = SUM
            + """
              join unnest(?::uuid[], ?::int[]) ours(answer_id, call) on ours.answer_id = b.answer_id and ours.call = b.call
             where b.tenant_id = ? and b.provider = ? and b.kind in ('settlement', 'estimate')
            """;

    /** A call counts in the month in which it was made, also when it was settled after that; it is not charged earlier. */
    private static final String UNBILLED = SUM
            + """
              join reservation r on r.tenant_id = b.tenant_id and r.id = b.reservation_id and r.made_at >= ? and r.made_at < ?
             where b.tenant_id = ? and b.provider = ? and b.kind in ('settlement', 'estimate') and s.amount <> 0
               and b.charged_at >= ? and b.reservation_id <> all(?)
            """;

    /** What begins as told by the provider is never an estimate later. */
    private static final String ESTIMATES = UNBILLED + " and b.estimated and s.estimated order by b.id limit ?";

    private static final String FIRST_UNBILLED = UNBILLED + " order by b.id limit ?";

    @Inject
    private Sql sql;

    /**
     * A request as it stands, corrections included.
     *
     * @param request the provider's id of it; null where it is not known
     * @param estimated whether that is what we counted and not what the provider told
     */
    record Booked(String request, CallId ours, UUID reservation, Money amount, boolean estimated) {

        private static Booked read(Row row) throws SQLException {
            return new Booked(
                    row.text("provider_request_id"),
                    new CallId(row.uuid("answer_id"), row.integer("call")),
                    row.uuid("reservation_id"),
                    new Money(row.decimal("amount"), row.text("currency")),
                    row.flag("estimated"));
        }
    }

    /** By the provider's ids. */
    Map<String, Booked> named(Caller caller, String provider, List<InvoiceLine> lines) {
        String[] ids = lines.stream().flatMap(line -> line.request().stream()).toArray(String[]::new);
        Map<String, Booked> named = new HashMap<>();
        sql.list(NAMED, Booked::read, caller.tenant().value(), provider, ids)
                .forEach(booked -> named.putIfAbsent(booked.request(), booked));
        return named;
    }

    /** By our own ids. */
    Map<CallId, Booked> ours(Caller caller, String provider, List<InvoiceLine> lines) {
        List<CallId> ids = lines.stream().flatMap(line -> line.ours().stream()).toList();
        UUID[] answers = ids.stream().map(CallId::answerId).toArray(UUID[]::new);
        int[] calls = ids.stream().mapToInt(CallId::call).toArray();
        Map<CallId, Booked> ours = new HashMap<>();
        sql.list(OURS, Booked::read, answers, calls, caller.tenant().value(), provider)
                .forEach(booked -> ours.put(booked.ours(), booked));
        return ours;
    }

    /** What was booked for calls that were made in this time, others than these. */
    List<Booked> unbilled(Caller caller, String provider, Instant start, Instant end, Set<UUID> billed, int most) {
        return unbilled(FIRST_UNBILLED, caller, provider, start, end, billed, most);
    }

    /** Those of them that are estimates. */
    List<Booked> estimates(Caller caller, String provider, Instant start, Instant end, Set<UUID> billed, int most) {
        return unbilled(ESTIMATES, caller, provider, start, end, billed, most);
    }

    private List<Booked> unbilled(
            String query, Caller caller, String provider, Instant start, Instant end, Set<UUID> billed, int most) {
        UUID[] others = billed.toArray(UUID[]::new);
        return sql.list(query, Booked::read, start, end, caller.tenant().value(), provider, start, others, most);
    }
}
