package io.groundwork.testing;

import io.groundwork.platform.persistence.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Work as the application's role, each thread on a connection of its own and in transactions as the container would make them. */
public final class Transactions implements AutoCloseable {

    private final TestDatabase database;
    private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Connection> connection = ThreadLocal.withInitial(this::open);

    public Transactions(TestDatabase database) {
        this.database = database;
    }

    private Connection open() {
        try {
            Connection made = database.asApplication();
            made.setAutoCommit(false);
            opened.add(made);
            return made;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What the code under test speaks through. */
    public Sql sql() {
        return new Sql() {
            @Override
            public <T> T on(ConnectionWork<T> work) {
                return new ConnectionSql(connection.get()).on(work);
            }
        };
    }

    /** Work in a transaction of its own that is bound to a tenant; null binds it to none. */
    public <T> T in(Integer tenant, Supplier<T> work) {
        Connection own = connection.get();
        try (Statement statement = own.createStatement()) {
            if (tenant != null) {
                statement.execute("select set_config('app.tenant_id', '" + tenant + "', true)");
            }
            T value = work.get();
            own.commit();
            return value;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } finally {
            rollBack(own);
        }
    }

    private static void rollBack(Connection own) {
        try {
            own.rollback();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The first column of the first row, seen by a superuser; null where there is none. */
    public String one(String sql) {
        return all(sql).stream().findFirst().orElse(null);
    }

    /** The first column of all rows, seen by a superuser. */
    public List<String> all(String sql) {
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Closes the connections of threads that have ended; those that go on must not ask again. */
    public void disconnect() throws SQLException {
        Connection own = connection.get();
        for (Connection each : opened) {
            if (each != own) {
                each.close();
            }
        }
        opened.removeIf(each -> each != own);
    }

    @Override
    public void close() throws SQLException {
        for (Connection each : opened) {
            each.close();
        }
    }
}
