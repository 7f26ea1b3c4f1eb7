package io.groundwork.routing;

import static io.groundwork.routing.RoutingPoliciesTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.TokenCount;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A version tried on questions: whose groups count, what it costs, and whose words are shown. */
class SimulationsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final List<PastQuestions.Past> PAST = List.of(
            past("Where is the key?", "ada", new TokenCount(1_000_000, 0, 500_000)),
            past("Something new", "left-long-ago", TokenCount.NONE));

    private static Wired wired;
    private static Caller admin;
    private static Simulations simulations;
    private static int version;

    @BeforeAll
    static void aTenantWithAdaInHr() throws SQLException {
        wired = Fixed.wire(
                database,
                new Registry()
                        .base("standard", "mid")
                        .priced("frontier", "10", "20")
                        .fineTuned("student", "standard"),
                PAST);
        try (Connection superuser = database.asSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("insert into tenant (slug, name) values ('trial', 'Trial')");
            try (ResultSet id = statement.executeQuery("select id from tenant")) {
                id.next();
                admin = Caller.system(new TenantId(id.getInt(1)), "trial");
            }
            statement.execute(
                    "insert into principal (tenant_id, kind) select id, unnest(array['everyone', 'user', 'user',"
                            + " 'group']) from tenant");
            statement.execute(
                    "insert into users (tenant_id, principal_id, username, email, display_name) select tenant_id,"
                            + " min(id), 'ada', 'a@x.example', 'Ada' from principal where kind = 'user' group by 1");
            statement.execute(
                    "insert into users (tenant_id, principal_id, username, email, display_name) select tenant_id,"
                            + " max(id), 'bob', 'b@x.example', 'Bob' from principal where kind = 'user' group by 1");
            statement.execute(
                    "insert into groups (tenant_id, principal_id, name) select tenant_id, id, 'hr' from principal"
                            + " where kind = 'group'");
            statement.execute("insert into group_member (tenant_id, group_id, user_id) select g.tenant_id, g.id, u.id"
                    + " from groups g, users u where u.username = 'ada'");
        }
        simulations = wired.bean(Simulations.class);
        version = wired.as(admin, () -> wired.bean(RoutingPolicies.class)
                .draft(
                        admin,
                        json(
                                """
                                        {'default': {'mode': 'rag', 'model': 'built-in'}, 'rules': [
                                          {'name': 'hr', 'when': {'groups': ['hr']}, 'then': {'mode': 'rag', 'model': 'frontier'}}]}
                                        """))
                .version());
    }

    @AfterAll
    static void close() {
        wired.close();
    }

    private static PastQuestions.Past past(String question, String username, TokenCount usage) {
        return new PastQuestions.Past(
                UUID.randomUUID(), UUID.randomUUID(), Instant.EPOCH, username, question, "rag", "standard", usage);
    }

    private static Simulation onQuestions(Simulation.Question... questions) {
        return wired.as(admin, () -> simulations.onQuestions(admin, version, List.of(questions)));
    }

    @Test
    void eachPersonsOwnGroupsDecide() {
        Simulation simulation = onQuestions(
                new Simulation.Question("Where is the key?", "Ada"),
                new Simulation.Question("Where is the key?", "bob"));
        assertThat(simulation.rows())
                .extracting(row -> row.simulated().decision().orElseThrow().rule())
                .containsExactly("hr", "default");
        assertThat(simulation.rows())
                .extracting(row -> row.current().decision().orElseThrow().model())
                .containsExactly("student", "student");
        assertThat(simulation.changed()).isEqualTo(2);
        assertThat(simulation.currentVersion()).isZero();
    }

    @Test
    void whatAMadeUpQuestionCostsIsEstimatedFromTheWayItGoes() {
        Simulation simulation = onQuestions(new Simulation.Question("A question of 40 characters, all told...", "ada"));
        // 300 of rules, 10 of the question, 8 passages of 230; an answer of 250.
        BigDecimal cost = new BigDecimal("0.0215").add(new BigDecimal("0.005"));
        assertThat(simulation.cost()).containsExactly(new Money(cost.setScale(6), "EUR"));
        assertThat(simulation.rows().get(0).text()).contains("A question of 40 characters, all told...");
    }

    @Test
    void whatAPastQuestionCostsIsWhatItsAnswerTookAtTheNewPrice() {
        Simulation simulation = wired.as(admin, () -> simulations.onPast(admin, version, 1));
        assertThat(simulation.rows()).hasSize(1);
        assertThat(simulation.cost()).singleElement().satisfies(sum -> assertThat(sum.decimal())
                .isEqualTo("20"));
        assertThat(simulation.currentCost()).singleElement().satisfies(sum -> assertThat(sum.decimal())
                .isEqualTo("0"));
    }

    @Test
    void somebodyWhoIsGoneIsInNoGroup() {
        Simulation simulation = wired.as(admin, () -> simulations.onPast(admin, version, 2));
        assertThat(simulation.rows())
                .extracting(row -> row.simulated().decision().orElseThrow().rule())
                .containsExactly("hr", "default");
    }

    @Test
    void theWordsOfOthersAreShownToReviewersAlone() {
        assertThat(wired.as(admin, () -> simulations.onPast(admin, version, 2)).rows())
                .extracting(Simulation.Row::text)
                .containsOnly(Optional.empty());
        Caller both =
                new Caller(admin.tenant(), admin.tenantSlug(), null, "eve", Set.of(Role.ADMIN, Role.REVIEWER), null);
        assertThat(wired.as(both, () -> simulations.onPast(both, version, 2)).rows())
                .extracting(row -> row.text().orElseThrow())
                .containsExactly("Where is the key?", "Something new");
    }

    @Test
    void aPersonWhomNobodyKnowsIsNamed() {
        Problem.Invalid invalid = catchThrowableOfType(
                Problem.Invalid.class,
                () -> onQuestions(new Simulation.Question("Who?", "ada"), new Simulation.Question("Who?", "nobody")));
        assertThat(invalid.fields()).extracting(Problem.Invalid.Field::name).containsExactly("questions[1].username");
    }

    @Test
    void aVersionThatNamesNothingUsableSaysSo() {
        int broken = wired.as(admin, () -> wired.bean(RoutingPolicies.class)
                .draft(admin, json("{'default': {'mode': 'rag', 'model': 'nobody'}}"))
                .version());
        Simulation simulation = wired.as(
                admin, () -> simulations.onQuestions(admin, broken, List.of(new Simulation.Question("Who?", "bob"))));
        Simulation.Outcome outcome = simulation.rows().get(0).simulated();
        assertThat(outcome.decision()).isEmpty();
        assertThat(outcome.reasons()).extracting(reason -> reason.code()).containsExactly("no_model");
        assertThat(outcome.cost()).isEmpty();
    }

    @Test
    void onlyAdminsTry() {
        Caller reviewer = new Caller(admin.tenant(), admin.tenantSlug(), null, "eve", Set.of(Role.REVIEWER), null);
        assertThatThrownBy(() -> wired.as(reviewer, () -> simulations.onPast(reviewer, version, 1)))
                .isInstanceOf(Problem.Refused.class);
    }
}
