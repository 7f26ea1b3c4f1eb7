package io.groundwork.budget;

import io.groundwork.cost.Anomaly;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Raises what people want to be told of money: that a budget is used to a part that it names, that it cannot pay a call, and
 * that a day is out of its tenant's pattern. Each is raised once, a part of a budget once for each limit of a period, by whoever
 * brings it about, in the same transaction; who is told of it, and how, is not known here. Parts of members raise nothing.
 */
@ApplicationScoped
class Alerts {

    private static final String RAISE =
            """
            insert into alert (tenant_id, kind, window_id, budget, percent, amount, reserved, starts_at, ends_at, spent, currency,
                raised_at)
            select w.tenant_id, case percent when 100 then 'exhausted' else 'threshold' end, w.id, b.name, percent, w.amount,
                   w.reserved, w.starts_at, w.ends_at, w.spent, b.currency, ?
              from budget_window w
              join budget b on b.tenant_id = w.tenant_id and b.id = w.budget_id and b.retired_at is null
             cross join unnest(b.alert_percent) percent
             where w.tenant_id = ? and w.id = any (?) and w.member_id = ?
            """;
    private static final String ONCE = " on conflict (tenant_id, window_id, percent, amount) do nothing";
    private static final String REACHED = RAISE + " and w.spent > 0 and w.spent >= w.amount * percent * 0.01" + ONCE;
    private static final String REFUSED = RAISE + " and percent = 100" + ONCE;

    /** Whoever settles holds the counters when it raises the same alert, so they come first here too, in everybody's order. */
    private static final String LOCK =
            """
            select w.id from budget_window w
              join budget b on b.tenant_id = w.tenant_id and b.id = w.budget_id and b.retired_at is null
             where w.tenant_id = ? and w.id = any (?) and w.member_id = ? and 100 = any (b.alert_percent)
               and not exists (select 1 from alert a
                    where a.tenant_id = w.tenant_id and a.window_id = w.id and a.percent = 100 and a.amount = w.amount)
             order by w.id for no key update of w
            """;

    /** The rows are locked in the order in which everybody locks them. */
    private static final String NEXT =
            """
            update budget_window w set alert_at = (
                select min(w.amount * percent * 0.01) from budget b cross join unnest(b.alert_percent) percent
                 where b.tenant_id = w.tenant_id and b.id = w.budget_id and b.retired_at is null and w.member_id = ?
                   and not exists (select 1 from alert a
                        where a.tenant_id = w.tenant_id and a.window_id = w.id and a.percent = percent.percent
                          and a.amount = w.amount))
             where w.tenant_id = ? and w.id in (
                select id from budget_window where tenant_id = ? and id = any (?) order by id for no key update)
            """;

    private static final String DAY =
            """
            insert into alert (tenant_id, kind, day, usual, spent, currency, raised_at)
            values (?, 'anomaly', ?::date, ?, ?, ?, ?) on conflict (tenant_id, day, currency) do nothing
            """;

    @Inject
    private Sql sql;

    /** These counters moved past their mark, or their budget says something else now. */
    void reached(Caller caller, Collection<Long> windows, Instant now) {
        if (!windows.isEmpty()) {
            long[] ids = array(windows);
            sql.run(REACHED, now, caller.tenant().value(), ids, Windows.WHOLE);
            mark(caller, ids);
        }
    }

    /** These lack the money for a call, also what is held for calls under way counted in. */
    void refused(Caller caller, List<Share> lacking, Instant now) {
        long[] untold = untold(
                caller,
                array(lacking.stream()
                        .filter(share -> share.alerts() && !share.members())
                        .flatMap(share -> share.window().stream())
                        .toList()));
        if (untold.length > 0 && sql.run(REFUSED, now, caller.tenant().value(), untold, Windows.WHOLE) > 0) {
            mark(caller, untold);
        }
    }

    private long[] untold(Caller caller, long[] windows) {
        return windows.length == 0
                ? windows
                : array(sql.list(LOCK, row -> row.bigint("id"), caller.tenant().value(), windows, Windows.WHOLE));
    }

    private void mark(Caller caller, long[] windows) {
        int tenant = caller.tenant().value();
        sql.run(NEXT, Windows.WHOLE, tenant, tenant, windows);
    }

    /** A day's spending is out of its pattern; of a day that is not over, as much as is spent so far. */
    void unusual(Caller caller, Anomaly anomaly, Money spent, Instant now) {
        int tenant = caller.tenant().value();
        sql.run(DAY, tenant, anomaly.day().toString(), anomaly.usual(), spent.amount(), spent.currency(), now);
    }

    private static long[] array(Collection<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}
