package io.groundwork.platform.persistence;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings a database to the schema of this build, as the owner role. Run on its own before the application starts, so
 * that the running application never holds the owner's password.
 */
public final class Migration {

    private Migration() {}

    /** Reads the address and the owner's sign-in from the environment; exit status 1 and a sentence when it fails. */
    public static void main(String[] arguments) {
        try {
            MigrateResult result = migrate(
                    required("GROUNDWORK_DB_URL"),
                    required("GROUNDWORK_DB_OWNER_USER"),
                    System.getenv().getOrDefault("GROUNDWORK_DB_OWNER_PASSWORD", ""),
                    required("GROUNDWORK_DB_USER"));
            System.out.println("Schema at version " + result.targetSchemaVersion + ", " + result.migrationsExecuted
                    + " migrations applied.");
        } catch (RuntimeException failed) {
            System.err.println("The schema could not be brought up to date: " + failed.getMessage());
            System.exit(1);
        }
    }

    /** Applies what is missing; {@code applicationRole} is granted what the application needs, and owns nothing. */
    public static MigrateResult migrate(String url, String owner, String password, String applicationRole) {
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(url, owner, password)
                .locations("classpath:db/migration")
                .placeholders(Map.of("application_role", applicationRole))
                .load()
                .migrate();
    }

    private static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set.");
        }
        return value;
    }
}
