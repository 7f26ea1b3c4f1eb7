package io.groundwork.testing;

import io.groundwork.platform.persistence.Migration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh, migrated database for one test class, on the server that {@code deploy/test} starts. Use it as
 * {@code @RegisterExtension static final TestDatabase database = new TestDatabase();}.
 *
 * <p>To run a single test by hand, name a server whose superuser may sign in:
 * {@code GROUNDWORK_TEST_DB_URL=jdbc:postgresql://127.0.0.1:5432/postgres}. The roles and passwords may be set beside it
 * ({@code _ADMIN_USER}, {@code _OWNER_USER}, {@code _USER} and {@code ..._PASSWORD} for each). Databases that a killed run
 * left behind begin with {@code groundwork_test_} and may be dropped.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    private static final String SERVER = "GROUNDWORK_TEST_DB_URL";

    private final Role admin = new Role(setting("GROUNDWORK_TEST_DB_ADMIN", "postgres"));
    private final Role owner = new Role(setting("GROUNDWORK_TEST_DB_OWNER", "groundwork_owner"));
    private final Role application = new Role(setting("GROUNDWORK_TEST_DB", "groundwork_app"));
    private String name;

    /** A sign-in to the test server. */
    public record Role(String user, String password) {
        private Role(String[] userAndPassword) {
            this(userAndPassword[0], userAndPassword[1]);
        }
    }

    /** A database for a measuring tool that is not a test; drop it with {@link #close()}. */
    public static TestDatabase open(String purpose) throws SQLException {
        TestDatabase database = new TestDatabase();
        database.create("groundwork_test_" + purpose + "_"
                + UUID.randomUUID().toString().substring(0, 8));
        return database;
    }

    @Override
    public void close() throws SQLException {
        drop();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        String test = context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT);
        create("groundwork_test_" + test.substring(0, Math.min(30, test.length())) + "_"
                + UUID.randomUUID().toString().substring(0, 8));
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        drop();
    }

    /** The address of this database. */
    public String url() {
        return address(name);
    }

    public Role owner() {
        return owner;
    }

    public Role application() {
        return application;
    }

    /** A connection as the role that the running application uses: row level security holds for it. */
    public Connection asApplication() throws SQLException {
        return connect(url(), application);
    }

    /** A connection as the application that sees one tenant until it is closed. */
    public Connection asTenant(int tenant) throws SQLException {
        Connection connection = asApplication();
        run(connection, "select set_config('app.tenant_id', '" + tenant + "', false)");
        return connection;
    }

    /** A connection as the owner of the schema. Row level security is forced, so it too sees no tenant's rows. */
    public Connection asOwner() throws SQLException {
        return connect(url(), owner);
    }

    /** A connection as the server's superuser, whom row level security does not hold: for setting scenes and checking them. */
    public Connection asSuperuser() throws SQLException {
        return connect(url(), admin);
    }

    private void create(String database) throws SQLException {
        name = database;
        try (Connection server = connect(address("postgres"), admin)) {
            run(server, "select pg_advisory_lock(7146521)");
            createRole(server, owner);
            createRole(server, application);
            run(server, "create database " + name + " owner " + owner.user());
        }
        try (Connection superuser = asSuperuser()) {
            run(superuser, "create extension vector");
            run(superuser, "revoke all on schema public from public");
            run(superuser, "grant all on schema public to " + owner.user());
            run(superuser, "grant usage on schema public to " + application.user());
        }
        Migration.migrate(url(), owner.user(), owner.password(), application.user());
    }

    private void drop() throws SQLException {
        try (Connection server = connect(address("postgres"), admin)) {
            run(server, "drop database if exists " + name + " with (force)");
        }
    }

    private static void createRole(Connection server, Role role) throws SQLException {
        run(
                server,
                "do $$ begin if not exists (select 1 from pg_roles where rolname = '" + role.user()
                        + "') then create role " + role.user() + " login nosuperuser nobypassrls password '"
                        + role.password().replace("'", "''") + "'; end if; end $$");
    }

    private static Connection connect(String url, Role role) throws SQLException {
        return DriverManager.getConnection(url, role.user(), role.password());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The server's address with another database in it. */
    private static String address(String database) {
        return server().replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
    }

    private static String server() {
        String url = value(SERVER, "");
        if (url.isEmpty()) {
            throw new IllegalStateException(SERVER + " is not set: run deploy/test, which starts a test server,"
                    + " or name a server of your own, for example jdbc:postgresql://127.0.0.1:5432/postgres");
        }
        return url;
    }

    private static String[] setting(String prefix, String user) {
        return new String[] {value(prefix + "_USER", user), value(prefix + "_PASSWORD", "")};
    }

    private static String value(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
