package io.groundwork.testing;

import io.groundwork.platform.persistence.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** SQL on a plain connection, outside a container. */
public final class ConnectionSql extends Sql {

    private final Connection connection;

    public ConnectionSql(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <T> T on(ConnectionWork<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
