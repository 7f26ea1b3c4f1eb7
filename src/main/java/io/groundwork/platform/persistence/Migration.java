package io.groundwork.platform.persistence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings a database to the schema of this build, as the owner role. Run on its own before the application starts, so
 * that the running application never holds the owner's password.
 */
public final class Migration {

    private static final int LEAST_POSTGRES = 15;

    private Migration() {}

    /** Reads the address and the owner's sign-in from the environment; exit status 1 and a sentence when it fails. */
    public static void main(String[] arguments) {
        try {
            MigrateResult result = migrate(
                    required("GROUNDWORK_DB_URL"),
                    required("GROUNDWORK_DB_OWNER_USER"),
                    System.getenv().getOrDefault("GROUNDWORK_DB_OWNER_PASSWORD", ""),
                    required("GROUNDWORK_DB_USER"));
            System.out.println("Schema at version "
                    + (result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion)
                    + ", " + result.migrationsExecuted
                    + " migrations applied.");
        } catch (RuntimeException | SQLException failed) {
            System.err.println("The schema could not be brought up to date: " + failed.getMessage());
            System.exit(1);
        }
    }

    /** Applies what is missing; {@code applicationRole} is granted what the application needs, and owns nothing. */
    public static MigrateResult migrate(String url, String owner, String password, String applicationRole)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner, password)) {
            demandServer(connection);
        }
        MigrateResult result = flyway(url, owner, password, applicationRole).migrate();
        try (Connection connection = DriverManager.getConnection(url, owner, password);
                Statement statement = connection.createStatement()) {
            // So that the application can tell whether it stands on the schema that it needs.
            statement.execute(
                    "grant select on flyway_schema_history to " + statement.enquoteIdentifier(applicationRole, true));
        }
        return result;
    }

    /** Halvec, bit distances and safe index builds need these; the sentence says what is there instead. */
    private static void demandServer(Connection connection) throws SQLException {
        int server = connection.getMetaData().getDatabaseMajorVersion();
        if (server < LEAST_POSTGRES) {
            throw new IllegalStateException(
                    "PostgreSQL " + LEAST_POSTGRES + " or newer is needed; this is " + server + ".");
        }
        try (Statement statement = connection.createStatement();
                ResultSet vector = statement.executeQuery("select extversion, string_to_array(extversion, '.')::int[]"
                        + " >= '{0,8,0}' from pg_extension where extname = 'vector'")) {
            if (!vector.next()) {
                throw new IllegalStateException("the extension pgvector is missing in this database; a superuser"
                        + " makes it with: create extension vector");
            }
            if (!vector.getBoolean(2)) {
                throw new IllegalStateException(
                        "pgvector 0.8.0 or newer is needed; this database has " + vector.getString(1) + ".");
            }
        }
    }

    private static Flyway flyway(String url, String owner, String password, String applicationRole) {
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(url, owner, password)
                .locations("classpath:db/migration")
                .placeholders(Map.of("application_role", applicationRole))
                .load();
    }

    private static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set.");
        }
        return value;
    }
}
