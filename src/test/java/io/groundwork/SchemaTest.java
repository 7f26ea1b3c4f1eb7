package io.groundwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The second wall, read from the catalogue itself: no table of a tenant is without it, and the application cannot lift it. */
class SchemaTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    /** Ordinary and partitioned tables and partitions of the schema. */
    private static final String TABLES = " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " where n.nspname = 'public' and c.relkind in ('r', 'p') ";

    private static final String WITH_TENANT =
            " exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) ";

    @Test
    void everyTableOfATenantIsUnderForcedRowLevelSecurity() throws SQLException {
        try (Connection connection = database.asSuperuser()) {
            assertThat(names(connection, "select c.relname" + TABLES + "and" + WITH_TENANT))
                    .hasSizeGreaterThan(10);
            assertThat(names(
                            connection,
                            "select c.relname" + TABLES + "and" + WITH_TENANT
                                    + "and not (c.relrowsecurity and c.relforcerowsecurity)"))
                    .isEmpty();
        }
    }

    @Test
    void everyTableOfATenantHasAPolicyForReadingAndWriting() throws SQLException {
        try (Connection connection = database.asSuperuser()) {
            assertThat(names(
                            connection,
                            "select c.relname" + TABLES + "and" + WITH_TENANT
                                    + "and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'"
                                    + " and pg_get_expr(p.polqual, p.polrelid) like '%app.tenant_id%'"
                                    + " and pg_get_expr(p.polwithcheck, p.polrelid) like '%app.tenant_id%')"))
                    .isEmpty();
        }
    }

    @Test
    void tablesWithoutATenantAreTheKnownFew() throws SQLException {
        try (Connection connection = database.asSuperuser()) {
            assertThat(names(connection, "select c.relname" + TABLES + "and not" + WITH_TENANT))
                    .isEqualTo(Set.of("tenant", "embedding_space", "operator_reply", "flyway_schema_history"));
        }
    }

    @Test
    void theApplicationOwnsNothingAndCannotPassTheWall() throws SQLException {
        try (Connection connection = database.asSuperuser()) {
            String role = "'" + database.application().user() + "'";
            assertThat(names(
                            connection,
                            "select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = "
                                    + role))
                    .isEmpty();
            assertThat(names(
                            connection,
                            "select rolname from pg_roles where rolname in (" + role + ", '"
                                    + database.owner().user() + "') and (rolsuper or rolbypassrls)"))
                    .isEmpty();
        }
    }

    @Test
    void withoutATenantNoRowIsSeenAndWithAnotherNoneIsWritten() throws SQLException {
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("insert into tenant (slug, name) values ('first', 'First'), ('second', 'Second')");
            statement.execute("insert into principal (tenant_id, kind) select id, 'everyone' from tenant");
        }
        try (Connection nobody = database.asApplication()) {
            assertThat(names(nobody, "select kind from principal")).isEmpty();
        }
        try (Connection first = database.asTenant(1);
                Statement statement = first.createStatement()) {
            assertThat(names(first, "select tenant_id from principal")).isEqualTo(Set.of("1"));
            assertThatThrownBy(() -> statement.execute("insert into principal (tenant_id, kind) values (2, 'user')"))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .isEqualTo("42501"));
            assertThat(statement.executeUpdate("delete from principal where tenant_id = 2"))
                    .isZero();
        }
    }

    @Test
    void neitherTheAuditTrailNorTheEvidenceCanBeChangedByTheApplication() throws SQLException {
        try (Connection application = database.asTenant(1);
                Statement statement = application.createStatement()) {
            for (String table : List.of("audit_entry", "evidence", "evidence_attempt", "evidence_outcome")) {
                for (String change : List.of("update " + table + " set at = now()", "delete from " + table)) {
                    assertThatThrownBy(() -> statement.execute(change))
                            .as(change)
                            .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                                    .isEqualTo("42501"));
                }
            }
        }
    }

    /** The index hangs on no key, for its speed; retrieval removes its rows in the same transaction. */
    @Test
    void everyRowOfATenantFallsWithItsTenantExceptTheIndex() throws SQLException {
        String falling = "with recursive falling(tab) as (select 'tenant'::regclass::oid union select k.conrelid"
                + " from pg_constraint k join falling on k.confrelid = falling.tab where k.contype = 'f' and k.confdeltype = 'c')";
        try (Connection connection = database.asSuperuser()) {
            assertThat(names(
                            connection,
                            falling + " select c.relname" + TABLES + "and" + WITH_TENANT
                                    + "and c.oid not in (select tab from falling)"))
                    .isEqualTo(Set.of("chunk", "chunk_shared", "posting", "posting_shared"));
            assertThat(
                            names(
                                    connection,
                                    "select conname from pg_constraint where contype = 'f' and confdeltype <> 'c' and not condeferred"))
                    .as("a key that holds a row back must wait until all have fallen")
                    .isEmpty();
        }
    }

    private static Set<String> names(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            Set<String> names = new TreeSet<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
