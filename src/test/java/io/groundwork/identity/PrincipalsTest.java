package io.groundwork.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.ConnectionSql;
import io.groundwork.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrincipalsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static int number;

    private Connection connection;
    private Sql sql;
    private Principals principals;
    private Caller caller;
    private int tenant;
    private int everyone;

    @BeforeEach
    void payrollUnderPeopleTeamUnderStaff() throws SQLException {
        tenant = makeTenant();
        connection = database.asTenant(tenant);
        sql = new ConnectionSql(connection);
        principals = new Principals(sql);
        caller = Caller.system(new TenantId(tenant), "tenant");
        everyone = principal("everyone");
        UUID staff = group("Staff");
        UUID peopleTeam = group("People Team");
        UUID payroll = group("Payroll");
        under(peopleTeam, staff);
        under(payroll, peopleTeam);
        join(user("ada", true), payroll);
        join(user("gone", false), payroll);
        user("bob", true);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aUserHoldsEveryoneTheUserAndAllGroupsUpwards() {
        PrincipalSet ada = principals.ofUser(caller, "ada");
        assertThat(ada.groups()).containsExactly("Payroll", "People Team", "Staff");
        assertThat(ada.ids())
                .isSorted()
                .containsExactlyInAnyOrder(
                        everyone,
                        userPrincipal("ada"),
                        groupPrincipal("Staff"),
                        groupPrincipal("People Team"),
                        groupPrincipal("Payroll"));
    }

    @Test
    void aUserInNoGroupHoldsEveryoneAndTheUser() {
        PrincipalSet bob = principals.ofUser(caller, "BOB");
        assertThat(bob.ids()).containsExactlyInAnyOrder(everyone, userPrincipal("bob"));
        assertThat(bob.groups()).isEmpty();
    }

    @Test
    void whoeverIsDeactivatedHoldsNothingNotEvenEveryone() {
        assertThat(principals.ofUser(caller, "gone").ids()).isEmpty();
        assertThat(principals.ofEveryUser(caller)).containsOnlyKeys("ada", "bob");
    }

    @Test
    void theApplicationItselfHoldsNothing() {
        assertThat(principals.of(caller).ids()).isEmpty();
    }

    @Test
    void conjunctionsAreMadeOnceAndHeldInsideOneAnother() {
        int inner = principals.allOf(caller, new int[] {groupPrincipal("Staff"), groupPrincipal("Payroll")});
        int outer = principals.allOf(caller, new int[] {userPrincipal("ada"), inner});
        int notHers = principals.allOf(caller, new int[] {userPrincipal("bob"), groupPrincipal("Staff")});
        assertThat(principals.allOf(
                        caller,
                        new int[] {groupPrincipal("Payroll"), groupPrincipal("Staff"), groupPrincipal("Staff")}))
                .isEqualTo(inner);
        assertThat(principals.ofUser(caller, "ada").ids())
                .contains(inner, outer)
                .doesNotContain(notHers);
        assertThat(principals.ofUser(caller, "bob").ids()).doesNotContain(inner, outer, notHers);
    }

    @Test
    void aConjunctionOfOneIsThatOne() {
        assertThat(principals.allOf(caller, new int[] {everyone, everyone})).isEqualTo(everyone);
    }

    @Test
    void everyUserAtOnceHoldsWhatEachHoldsAlone() {
        principals.allOf(caller, new int[] {groupPrincipal("Staff"), groupPrincipal("Payroll")});
        principals.ofEveryUser(caller).forEach((username, held) -> {
            PrincipalSet alone = principals.ofUser(caller, username);
            assertThat(held.ids()).as(username).isEqualTo(alone.ids());
            assertThat(held.groups()).as(username).isEqualTo(alone.groups());
        });
    }

    @Test
    void aMembershipThatEndedIsNotHeldAnyMore() {
        sql.run("delete from group_member where tenant_id = ?", tenant);
        assertThat(principals.ofUser(caller, "ada").groups()).isEmpty();
    }

    @Test
    void namesOfAnotherTenantAreUnknown() throws SQLException {
        int other = makeTenant();
        try (Connection foreign = database.asTenant(other)) {
            Principals theirs = new Principals(new ConnectionSql(foreign));
            Caller there = Caller.system(new TenantId(other), "other");
            assertThat(theirs.user(there, "ada")).isEmpty();
            assertThat(theirs.group(there, "Staff")).isEmpty();
            assertThat(theirs.user(caller, "ada")).as("the database's own wall").isEmpty();
            assertThatThrownBy(() -> theirs.ofUser(there, "ada")).isInstanceOf(Problem.NotFound.class);
        }
    }

    private static int makeTenant() throws SQLException {
        try (Connection register = database.asApplication()) {
            return new ConnectionSql(register)
                    .one(
                            "insert into tenant (slug, name) values (?, 'Tenant') returning id",
                            row -> row.integer("id"),
                            "tenant-" + ++number)
                    .orElseThrow();
        }
    }

    private int principal(String kind) {
        return sql.one(
                        "insert into principal (tenant_id, kind) values (?, ?) returning id",
                        row -> row.integer("id"),
                        tenant,
                        kind)
                .orElseThrow();
    }

    private UUID group(String name) {
        UUID id = UUID.randomUUID();
        sql.run(
                "insert into groups (tenant_id, id, principal_id, name) values (?, ?, ?, ?)",
                tenant,
                id,
                principal("group"),
                name);
        return id;
    }

    private UUID user(String username, boolean active) {
        UUID id = UUID.randomUUID();
        sql.run(
                "insert into users (tenant_id, id, principal_id, username, email, display_name, active)"
                        + " values (?, ?, ?, ?, 'a@b.example', 'A', ?)",
                tenant,
                id,
                principal("user"),
                username,
                active);
        return id;
    }

    private void under(UUID group, UUID parent) {
        sql.run("insert into group_parent (tenant_id, group_id, parent_id) values (?, ?, ?)", tenant, group, parent);
    }

    private void join(UUID user, UUID group) {
        sql.run("insert into group_member (tenant_id, group_id, user_id) values (?, ?, ?)", tenant, group, user);
    }

    private int userPrincipal(String username) {
        return principals.user(caller, username).orElseThrow();
    }

    private int groupPrincipal(String name) {
        return principals.group(caller, name).orElseThrow();
    }
}
