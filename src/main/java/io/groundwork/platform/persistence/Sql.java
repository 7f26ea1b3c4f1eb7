package io.groundwork.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * SQL with bound parameters, on the connection and in the transaction of the caller's face. Pending entity changes are
 * flushed first, so that SQL and entities see the same rows.
 *
 * <p>Parameters may be strings, numbers, booleans, UUIDs, instants, byte arrays, {@code int[]}, {@code long[]}, {@code String[]},
 * {@code UUID[]} and the driver's own types; null is null.
 */
@ApplicationScoped
public class Sql {

    @PersistenceContext
    private EntityManager entities;

    /** Turns one row into a value. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(Row row) throws SQLException;
    }

    /** Work on the transaction's own connection, for what has no shorter way. */
    @FunctionalInterface
    public interface ConnectionWork<T> {
        T on(Connection connection) throws SQLException;
    }

    public <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) {
        return on(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters);
                    ResultSet rows = statement.executeQuery()) {
                List<T> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(reader.read(new Row(rows)));
                }
                return values;
            }
        });
    }

    /** The first row, if any. */
    public <T> Optional<T> one(String sql, RowReader<T> reader, Object... parameters) {
        List<T> rows = list(sql, reader, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0));
    }

    /** Runs a statement and tells how many rows it changed. */
    public int run(String sql, Object... parameters) {
        return on(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, parameters)) {
                return statement.executeUpdate();
            }
        });
    }

    /** Runs one statement for many rows of parameters. */
    public void batch(String sql, Iterable<Object[]> rows) {
        on(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Object[] row : rows) {
                    bind(connection, statement, row);
                    statement.addBatch();
                }
                return statement.executeBatch();
            }
        });
    }

    public <T> T on(ConnectionWork<T> work) {
        if (entities.isJoinedToTransaction()) {
            entities.flush();
        }
        return entities.unwrap(Session.class).doReturningWork(work::on);
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object[] parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(connection, statement, parameters);
        return statement;
    }

    private static void bind(Connection connection, PreparedStatement statement, Object[] parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, databaseValue(connection, parameters[i]));
        }
    }

    private static Object databaseValue(Connection connection, Object value) throws SQLException {
        if (value instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return array(connection, value).map(Object.class::cast).orElse(value);
    }

    private static Optional<Array> array(Connection connection, Object value) throws SQLException {
        if (value instanceof int[] integers) {
            return Optional.of(connection.createArrayOf("int4", boxed(integers)));
        }
        if (value instanceof long[] longs) {
            return Optional.of(connection.createArrayOf("int8", boxed(longs)));
        }
        if (value instanceof String[] texts) {
            return Optional.of(connection.createArrayOf("text", texts));
        }
        if (value instanceof UUID[] uuids) {
            return Optional.of(connection.createArrayOf("uuid", uuids));
        }
        return Optional.empty();
    }

    private static Object[] boxed(int[] integers) {
        return Arrays.stream(integers).boxed().toArray();
    }

    private static Object[] boxed(long[] longs) {
        return Arrays.stream(longs).boxed().toArray();
    }
}
