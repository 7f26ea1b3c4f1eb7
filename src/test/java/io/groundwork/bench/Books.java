package io.groundwork.bench;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The books of one tenant, read by a superuser on a connection of its own. */
final class Books implements AutoCloseable {

    private static final String GUARD =
            """
            drop schema if exists bench cascade;
            create schema bench;
            create table bench.overspent (tenant_id int, spent numeric, reserved numeric, amount numeric);
            create function bench.guard() returns trigger language plpgsql security definer as $$
            begin
                insert into bench.overspent values (new.tenant_id, new.spent, new.reserved, new.amount);
                return null;
            end $$;
            create trigger bench_guard after insert or update on budget_window for each row
                when (new.spent + new.reserved > new.amount) execute function bench.guard();
            """;
    private static final String LIFT =
            "drop trigger if exists bench_guard on budget_window; drop schema if exists bench cascade";

    /** Whatever in the books does not agree with something else in them. */
    private static final String DISAGREEMENTS =
            """
            select count(*) from (
                select 1 from ledger_entry where tenant_id = ? group by posting, currency having sum(amount) <> 0
                union all
                select 1 from budget_window w
                  left join lateral (
                       select coalesce(sum(e.amount) filter (where e.account = 'held'), 0) as held,
                              coalesce(sum(e.amount) filter (where e.account = 'expense'), 0) as expense
                         from reservation_window r join ledger_entry e
                           on e.tenant_id = r.tenant_id and e.reservation_id = r.reservation_id
                        where r.tenant_id = w.tenant_id and r.window_id = w.id) l on true
                 where w.tenant_id = ? and (w.reserved <> l.held or w.spent <> l.expense)
                union all
                select 1 from (
                       select currency, amount from charge where tenant_id = ?
                       union all
                       select currency, - amount from ledger_entry where account = 'expense' and tenant_id = ?) both_books
                 group by currency having sum(amount) <> 0) found
            """;

    private final Connection connection;
    private final int tenant;

    Books(Connection connection, String slug) throws SQLException {
        this.connection = connection;
        tenant = number("select id from tenant where slug = '" + slug + "'").intValue();
    }

    int tenant() {
        return tenant;
    }

    UUID person(String username) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id from users where tenant_id = ? and username = ?")) {
            statement.setInt(1, tenant);
            statement.setString(2, username);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getObject(1, UUID.class);
            }
        }
    }

    /** From now on, every state of any counters in which more is spent and held than there is leaves a row behind. */
    static void guard(Connection superuser) throws SQLException {
        run(superuser, GUARD);
    }

    static void lift(Connection superuser) throws SQLException {
        run(superuser, LIFT);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What is spent and held, beyond the limit; below zero where money is left. */
    BigDecimal beyond() throws SQLException {
        return number("select max(spent + reserved - amount) from budget_window where tenant_id = " + tenant);
    }

    BigDecimal overspent() throws SQLException {
        return number("select count(*) from bench.overspent where tenant_id = " + tenant);
    }

    BigDecimal reserved() throws SQLException {
        return number("select coalesce(sum(reserved), 0) from budget_window where tenant_id = " + tenant);
    }

    BigDecimal spent() throws SQLException {
        return number("select coalesce(sum(amount), 0) from charge where tenant_id = " + tenant);
    }

    /** What the ledger has as expense. */
    BigDecimal expense() throws SQLException {
        return number("select coalesce(sum(amount), 0) from ledger_entry where account = 'expense' and tenant_id = "
                + tenant);
    }

    BigDecimal open() throws SQLException {
        return number("select count(*) from reservation where state = 'open' and tenant_id = " + tenant);
    }

    BigDecimal expired() throws SQLException {
        return number("select count(*) from reservation where state = 'expired' and tenant_id = " + tenant);
    }

    BigDecimal spentUntil(Instant moment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select coalesce(sum(amount), 0) from charge where tenant_id = ? and charged_at <= ?")) {
            statement.setInt(1, tenant);
            statement.setTimestamp(2, Timestamp.from(moment));
            return first(statement);
        }
    }

    BigDecimal disagreements() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DISAGREEMENTS)) {
            for (int i = 1; i <= 4; i++) {
                statement.setInt(i, tenant);
            }
            return first(statement);
        }
    }

    /** What is booked for each call, by its name, and whether that is an estimate. */
    record Booked(BigDecimal amount, boolean estimated) {}

    Map<String, Booked> calls() throws SQLException {
        Map<String, Booked> calls = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select answer_id || '-' || call, sum(amount), bool_or(estimated)"
                                + " from charge where tenant_id = " + tenant + " group by 1")) {
            while (rows.next()) {
                calls.put(rows.getString(1), new Booked(rows.getBigDecimal(2), rows.getBoolean(3)));
            }
        }
        return calls;
    }

    private BigDecimal number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return first(statement);
        }
    }

    private static BigDecimal first(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            BigDecimal value = rows.getBigDecimal(1);
            return value == null ? BigDecimal.ZERO : value;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
