package io.groundwork.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of policies: numbers, publishing, going back, rolling out, and who may. */
class RoutingPoliciesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final JsonObject PLAIN = json("{'default': {'mode': 'rag', 'model': 'built-in'}}");
    private static final JsonObject UNKNOWN_MODEL = json("{'default': {'mode': 'rag', 'model': 'nobody'}}");

    private static Wired wired;
    private static int tenants;

    private Caller admin;
    private RoutingPolicies policies;

    @BeforeAll
    static void wire() {
        wired = Fixed.wire(database, new Registry());
    }

    @AfterAll
    static void close() {
        wired.close();
    }

    @BeforeEach
    void aTenant() throws SQLException {
        admin = tenant();
        policies = wired.bean(RoutingPolicies.class);
    }

    private static Caller tenant() throws SQLException {
        String slug = "router-" + ++tenants;
        try (Connection connection = database.asApplication();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into tenant (slug, name) values (?, 'Router') returning id")) {
            insert.setString(1, slug);
            try (ResultSet id = insert.executeQuery()) {
                id.next();
                return Caller.system(new TenantId(id.getInt(1)), slug);
            }
        }
    }

    private <T> T as(Caller caller, Supplier<T> work) {
        return wired.as(caller, work);
    }

    private int draft(JsonObject document) {
        return as(admin, () -> policies.draft(admin, document)).version();
    }

    private PolicyVersion publish(int version) {
        return as(admin, () -> policies.publish(admin, version));
    }

    private PolicyVersion read(int version) {
        return as(admin, () -> policies.read(admin, version));
    }

    @Test
    void aNewTenantStandsUnderTheReferenceRoutes() {
        PolicyVersion current = as(admin, () -> policies.current(admin));
        assertThat(current.version()).isZero();
        assertThat(current.state()).isEqualTo(PolicyVersion.State.PUBLISHED);
        assertThat(current.document().getJsonObject("default").getString("model"))
                .isEqualTo("built-in");
        assertThat(current.problems()).isEmpty();
    }

    @Test
    void aDraftIsKeptAsItWasWrittenAndHoldsNothing() {
        int version = draft(json("{'default': {'mode': 'rag', 'model': 'nobody'}, 'stiky': true}"));
        PolicyVersion draft = read(version);
        assertThat(version).isEqualTo(1);
        assertThat(draft.state()).isEqualTo(PolicyVersion.State.DRAFT);
        assertThat(draft.document()).isEqualTo(json("{'default': {'mode': 'rag', 'model': 'nobody'}, 'stiky': true}"));
        assertThat(draft.problems()).extracting(PolicyProblem::field).contains("stiky", "default.model");
        assertThat(as(admin, () -> policies.current(admin)).version()).isZero();
    }

    @Test
    void whatReadingTellsBesideTheDocumentIsNotKeptWithIt() {
        int version = draft(Json.createObjectBuilder(PLAIN)
                .add("version", 7)
                .add("state", "published")
                .build());
        assertThat(read(version).document()).isEqualTo(PLAIN);
        assertThat(read(version).problems()).isEmpty();
    }

    @Test
    void aDocumentThatCannotBeReadTakesNoNumber() {
        assertThatThrownBy(() -> draft(json("{'default': {'mode': 'magic', 'model': 'built-in'}}")))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(draft(PLAIN)).isEqualTo(1);
    }

    @Test
    void aVersionWithErrorsIsNotPublishedAndTheErrorsAreTold() {
        int version = draft(UNKNOWN_MODEL);
        Problem.Conflict refused = catchThrowableOfType(Problem.Conflict.class, () -> publish(version));
        assertThat(refused.code()).isEqualTo("not_publishable");
        assertThat(refused.fields()).extracting(Problem.Invalid.Field::name).contains("default.model");
        assertThatThrownBy(() -> as(admin, () -> policies.rollout(admin, version, 10)))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(as(admin, () -> policies.current(admin)).version()).isZero();
    }

    @Test
    void oneVersionIsPublishedAtATimeAndAnOlderOneCanComeBack() {
        int first = draft(PLAIN);
        int second = draft(PLAIN);
        publish(first);
        assertThat(publish(second).state()).isEqualTo(PolicyVersion.State.PUBLISHED);
        assertThat(read(first).state()).isEqualTo(PolicyVersion.State.RETIRED);
        publish(first);
        assertThat(as(admin, () -> policies.current(admin)).version()).isEqualTo(first);
        assertThat(read(second).state()).isEqualTo(PolicyVersion.State.RETIRED);
        publish(0);
        assertThat(as(admin, () -> policies.current(admin)).version()).isZero();
    }

    @Test
    void publishingIsOnRecordOnce() throws SQLException {
        int version = draft(PLAIN);
        publish(version);
        publish(version);
        assertThat(audited("policy.drafted")).containsExactly("{}");
        assertThat(audited("policy.published")).containsExactly("{\"published\": {\"to\": 1, \"from\": 0}}");
    }

    private List<String> audited(String action) throws SQLException {
        try (Connection connection = database.asTenant(admin.tenant().value());
                PreparedStatement select =
                        connection.prepareStatement("select detail from audit_entry where action = ? order by id")) {
            select.setString(1, action);
            List<String> details = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    details.add(rows.getString(1));
                }
            }
            return details;
        }
    }

    @Test
    void draftsOfManyAtOnceTakeEveryNumberOnce() throws Exception {
        int threads = 6;
        int each = 8;
        ExecutorService writers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Integer>>> written = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                written.add(writers.submit(() -> {
                    try (Wired own = Fixed.wire(database, new Registry())) {
                        RoutingPolicies faces = own.bean(RoutingPolicies.class);
                        return IntStream.range(0, each)
                                .mapToObj(n -> own.as(admin, () -> faces.draft(admin, PLAIN))
                                        .version())
                                .toList();
                    }
                }));
            }
            List<Integer> versions = new ArrayList<>();
            for (Future<List<Integer>> some : written) {
                versions.addAll(some.get());
            }
            assertThat(versions)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, threads * each).boxed().toList());
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void aVersionCanNeitherBeChangedNorDeletedByTheApplication() throws SQLException {
        draft(PLAIN);
        try (Connection connection = database.asTenant(admin.tenant().value());
                Statement statement = connection.createStatement()) {
            for (String change : List.of("update routing_policy set document = '{}'", "delete from routing_policy")) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                                .isEqualTo("42501"));
            }
        }
    }

    @Test
    void aRolloutReachesItsPartOfTheConversationsAndKeepsThemWhileItGrows() {
        publish(draft(PLAIN));
        int candidate = draft(PLAIN);
        List<UUID> conversations =
                IntStream.range(0, 4000).mapToObj(i -> UUID.randomUUID()).toList();
        Set<UUID> trying = Set.of();
        for (int percent : new int[] {1, 25, 60, 99}) {
            PolicyVersion version = as(admin, () -> policies.rollout(admin, candidate, percent));
            assertThat(version.state()).isEqualTo(PolicyVersion.State.ROLLOUT);
            assertThat(version.percent()).contains(percent);
            Set<UUID> now = trying(conversations, candidate);
            assertThat(now).containsAll(trying);
            assertThat(now.size() * 100.0 / conversations.size()).isBetween(percent - 4.0, percent + 4.0);
            assertThat(trying(conversations, candidate)).isEqualTo(now);
            trying = now;
        }
        assertThat(as(admin, () -> policies.rollout(admin, candidate, 100)).state())
                .isEqualTo(PolicyVersion.State.PUBLISHED);
        assertThat(trying(conversations, candidate)).hasSameSizeAs(conversations);
    }

    private Set<UUID> trying(List<UUID> conversations, int candidate) {
        Standing standing = as(admin, () -> wired.bean(PolicyRows.class).standing(admin));
        return conversations.stream()
                .filter(conversation -> standing.versionFor(conversation) == candidate)
                .collect(Collectors.toSet());
    }

    @Test
    void aRolloutEndsWithNoPartOrWhenSomethingIsPublished() {
        int first = draft(PLAIN);
        publish(first);
        int second = draft(PLAIN);
        int third = draft(PLAIN);
        as(admin, () -> policies.rollout(admin, second, 50));
        assertThatThrownBy(() -> as(admin, () -> policies.rollout(admin, third, 10)))
                .isInstanceOfSatisfying(Problem.Conflict.class, refused -> assertThat(refused.code())
                        .isEqualTo("rollout_running"));
        assertThat(as(admin, () -> policies.rollout(admin, second, 0)).state()).isEqualTo(PolicyVersion.State.DRAFT);
        as(admin, () -> policies.rollout(admin, third, 10));
        publish(first);
        assertThat(read(third).state()).isEqualTo(PolicyVersion.State.DRAFT);
        assertThatThrownBy(() -> as(admin, () -> policies.rollout(admin, first, 10)))
                .isInstanceOfSatisfying(Problem.Conflict.class, refused -> assertThat(refused.code())
                        .isEqualTo("published_already"));
    }

    @Test
    void aRolloutEndsAlsoWhenItsVersionHasComeToHaveErrors() {
        int version = draft(UNKNOWN_MODEL);
        as(admin, () -> wired.bean(Sql.class)
                .run(
                        "update routing_standing set candidate = ?, percent = 50 where tenant_id = ?",
                        version,
                        admin.tenant().value()));
        assertThatThrownBy(() -> as(admin, () -> policies.rollout(admin, version, 60)))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(as(admin, () -> policies.rollout(admin, version, 0)).state()).isEqualTo(PolicyVersion.State.DRAFT);
    }

    @Test
    void whatIsPublishedDecidesFromTheNextQuestionOn() {
        Supplier<InForce> inForce = () -> as(admin, () -> policies.inForce(admin, Optional.empty()));
        assertThat(inForce.get().version()).isZero();
        publish(draft(PLAIN));
        assertThat(inForce.get().version()).isEqualTo(1);
        publish(draft(json("{'default': {'mode': 'rag', 'model': 'built-in'}, 'abstain_below': 0.9}")));
        assertThat(inForce.get().policy().abstainBelow()).contains(0.9);
        publish(1);
        assertThat(inForce.get().policy().abstainBelow()).isEmpty();
    }

    @Test
    void anotherTenantsVersionsDoNotExist() throws SQLException {
        publish(draft(PLAIN));
        Caller stranger = tenant();
        assertThatThrownBy(() -> as(stranger, () -> policies.read(stranger, 1))).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> as(stranger, () -> policies.publish(stranger, 1)))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> as(stranger, () -> policies.rollout(stranger, 1, 5)))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(as(stranger, () -> policies.page(stranger, Page.Request.first(10)))
                        .data())
                .isEmpty();
        assertThat(as(stranger, () -> policies.inForce(stranger, Optional.empty()))
                        .version())
                .isZero();
    }

    @Test
    void theListIsPagedFromTheLatest() {
        IntStream.range(0, 5).forEach(i -> draft(PLAIN));
        Page<PolicyVersion> page = as(admin, () -> policies.page(admin, Page.Request.first(3)));
        assertThat(page.data()).extracting(PolicyVersion::version).containsExactly(5, 4, 3);
        Page.Request next = new Page.Request(3, page.next().orElseThrow());
        assertThat(as(admin, () -> policies.page(admin, next)).data())
                .extracting(PolicyVersion::version)
                .containsExactly(2, 1);
    }

    @Test
    void reviewersReadAndOnlyAdminsChange() {
        publish(draft(PLAIN));
        Caller reviewer = with(Role.REVIEWER);
        Caller employee = with(Role.EMPLOYEE);
        assertThat(as(reviewer, () -> policies.current(reviewer)).version()).isEqualTo(1);
        for (Caller caller : List.of(reviewer, employee)) {
            assertThatThrownBy(() -> as(caller, () -> policies.draft(caller, PLAIN)))
                    .isInstanceOf(Problem.Refused.class);
            assertThatThrownBy(() -> as(caller, () -> policies.publish(caller, 1)))
                    .isInstanceOf(Problem.Refused.class);
            assertThatThrownBy(() -> as(caller, () -> policies.rollout(caller, 1, 1)))
                    .isInstanceOf(Problem.Refused.class);
        }
        assertThatThrownBy(() -> as(employee, () -> policies.current(employee))).isInstanceOf(Problem.Refused.class);
        assertThatThrownBy(() -> policies.draft(Caller.operator(), PLAIN)).isInstanceOf(Problem.Refused.class);
    }

    private Caller with(Role role) {
        return new Caller(admin.tenant(), admin.tenantSlug(), null, role.word(), Set.of(role), null);
    }

    static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }
}
