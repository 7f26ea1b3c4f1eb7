package io.groundwork.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tenant's own classifier, on the database: examples, training, and what holds afterwards. */
class ClassifierTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final List<String> CANTEEN = List.of(
            "What is for lunch today?",
            "Is there a vegetarian dish in the canteen?",
            "When does the canteen open?",
            "Which soup do they serve on Friday?",
            "Does the lunch menu have anything without nuts?",
            "Show me the canteen menu of this week");

    private static Wired wired;
    private static int tenants;

    private Caller admin;
    private Intents intents;
    private IntentExamples examples;

    @BeforeAll
    static void wire() {
        wired = new Wired(database).with(Embeddings.class, new Embeddings(Path.of("target/embeddings")));
    }

    @AfterAll
    static void close() {
        wired.close();
    }

    @BeforeEach
    void aTenant() throws SQLException {
        admin = caller(tenant(), Role.ADMIN);
        intents = wired.bean(Intents.class);
        examples = wired.bean(IntentExamples.class);
    }

    @Test
    void aTenantBeginsWithTheShippedClassifier() {
        Classifier classifier = detail();
        assertThat(classifier.version()).isZero();
        assertThat(classifier.stale()).isFalse();
        assertThat(classifier.ownExamples()).isZero();
        assertThat(classifier.intents())
                .containsExactlyInAnyOrder(Intent.ROUTINE, Intent.DOMAIN_HEAVY, Intent.NOVEL)
                .isEqualTo(wired.as(admin, () -> intents.names(admin)));
    }

    @Test
    void anIntentOfItsOwnIsToldAfterTraining() {
        teach("canteen", CANTEEN);
        assertThat(detail().stale()).isTrue();
        assertThat(of(admin, "What do they cook tomorrow?").name()).isNotEqualTo("canteen");
        Classifier trained = train();
        assertThat(trained.version()).isEqualTo(1);
        assertThat(trained.trainedBy()).isEqualTo("ada");
        assertThat(trained.stale()).isFalse();
        assertThat(trained.examples()).containsEntry("canteen", CANTEEN.size());
        assertThat(of(admin, "What is on the lunch menu in the canteen tomorrow?")
                        .name())
                .isEqualTo("canteen");
        assertThat(of(admin, "How many days of annual leave do I have?").name()).isEqualTo(Intent.DOMAIN_HEAVY);
        assertThat(detail()).isEqualTo(trained);
    }

    @Test
    void everyTrainingMakesTheNextVersionAndTheLastFewAreKept() throws SQLException {
        for (int version = 1; version <= 7; version++) {
            assertThat(train().version()).isEqualTo(version);
        }
        assertThat(count("select count(*) from intent_classifier where tenant_id = "
                        + admin.tenant().value()))
                .isEqualTo(5);
    }

    @Test
    void anotherTenantIsNotTaught() throws SQLException {
        teach("canteen", CANTEEN);
        train();
        Caller other = caller(tenant(), Role.ADMIN);
        assertThat(wired.as(other, () -> intents.names(other))).doesNotContain("canteen");
        assertThat(wired.as(other, () -> examples.page(other, null, Page.Request.first(10)))
                        .data())
                .isEmpty();
    }

    @Test
    void aLabelOfTheTenantStandsOverAShippedOne() {
        String shipped = ShippedExamples.read().get(0).text();
        wired.as(admin, () -> examples.add(admin, new NewExample(shipped, Intent.NOVEL)));
        Classifier trained = train();
        Classifier before = detail(caller(admin.tenant().value() + 1_000, Role.ADMIN));
        assertThat(trained.examples().get(Intent.ROUTINE))
                .isEqualTo(before.examples().get(Intent.ROUTINE) - 1);
        assertThat(trained.examples().get(Intent.NOVEL))
                .isEqualTo(before.examples().get(Intent.NOVEL) + 1);
    }

    @Test
    void tooFewExamplesOfAnIntentAreNamedAndNothingIsTrained() {
        teach("canteen", CANTEEN.subList(0, 3));
        assertThatThrownBy(this::train)
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(problem.fields())
                        .singleElement()
                        .satisfies(field -> assertThat(field.text().key()).isEqualTo("intent.too_few_examples")));
        assertThat(detail().version()).isZero();
    }

    @Test
    void anExampleIsThereOnceAndItsIntentCanBeChanged() {
        NewExample lunch = new NewExample("What is for lunch?", "canteen");
        IntentExample first = wired.as(admin, () -> examples.add(admin, lunch));
        assertThatThrownBy(() -> wired.as(admin, () -> examples.add(admin, lunch)))
                .isInstanceOf(Problem.Conflict.class);
        IntentExample moved =
                wired.as(admin, () -> examples.add(admin, new NewExample(" what is for LUNCH? ", "routine")));
        assertThat(moved.id()).isEqualTo(first.id());
        assertThat(moved.intent()).isEqualTo("routine");
        ExampleCounts counts = wired.as(
                admin,
                () -> examples.addAll(admin, List.of(lunch, lunch, new NewExample("And for dinner?", "canteen"))));
        assertThat(counts).isEqualTo(new ExampleCounts(1, 1, 1));
    }

    @Test
    void examplesAreListedNewestFirstByPagesAndByIntent() {
        teach("canteen", CANTEEN);
        teach("parking", List.of("Where may I park?"));
        Page<IntentExample> first = wired.as(admin, () -> examples.page(admin, null, Page.Request.first(4)));
        Page<IntentExample> second = wired.as(
                admin,
                () -> examples.page(
                        admin, null, new Page.Request(4, first.next().orElseThrow())));
        assertThat(first.data())
                .hasSize(4)
                .first()
                .extracting(IntentExample::intent)
                .isEqualTo("parking");
        assertThat(second.data()).hasSize(3);
        assertThat(second.next()).isEmpty();
        assertThat(wired.as(admin, () -> examples.page(admin, "parking", Page.Request.first(4)))
                        .data())
                .hasSize(1);
    }

    @Test
    void whatIsRemovedIsNotThereAnyMore() {
        IntentExample example = wired.as(admin, () -> examples.add(admin, new NewExample("Lunch?", "canteen")));
        wired.run(admin, () -> examples.remove(admin, example.id()));
        assertThat(detail().ownExamples()).isZero();
        assertThat(detail().stale()).isFalse();
        assertThatThrownBy(() -> wired.run(admin, () -> examples.remove(admin, example.id())))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void whatCannotBeAnExampleIsNamedFieldByField() {
        List<NewExample> bad = List.of(
                new NewExample("Fine", "canteen"),
                new NewExample("x".repeat(2_001), "canteen"),
                new NewExample("Fine too", "No Such Name"));
        assertThatThrownBy(() -> wired.as(admin, () -> examples.addAll(admin, bad)))
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(problem.fields())
                        .extracting(Problem.Invalid.Field::name)
                        .containsExactly("examples[1].text", "examples[2].intent"));
        List<NewExample> tooMany = IntStream.range(0, 1_001)
                .mapToObj(i -> new NewExample("question " + i, "canteen"))
                .toList();
        assertThatThrownBy(() -> wired.as(admin, () -> examples.addAll(admin, tooMany)))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void whoIsNoAdminChangesNothingAndWhoIsNoReviewerSeesNothing() {
        Caller reviewer = caller(admin.tenant().value(), Role.REVIEWER);
        Caller employee = caller(admin.tenant().value(), Role.EMPLOYEE);
        assertThat(detail(reviewer).version()).isZero();
        for (Caller caller : List.of(reviewer, employee)) {
            assertThatThrownBy(() -> intents.train(caller)).isInstanceOf(Problem.Refused.class);
            assertThatThrownBy(() -> examples.add(caller, new NewExample("Lunch?", "canteen")))
                    .isInstanceOf(Problem.Refused.class);
            assertThatThrownBy(() -> examples.remove(caller, UUID.randomUUID())).isInstanceOf(Problem.Refused.class);
        }
        assertThatThrownBy(() -> intents.detail(employee)).isInstanceOf(Problem.Refused.class);
        assertThatThrownBy(() -> intents.attempt(employee, "Lunch?")).isInstanceOf(Problem.Refused.class);
        assertThat(of(employee, "Please shorten this paragraph").name()).isEqualTo(Intent.ROUTINE);
    }

    private void teach(String intent, List<String> texts) {
        wired.as(
                admin,
                () -> examples.addAll(
                        admin,
                        texts.stream().map(text -> new NewExample(text, intent)).toList()));
    }

    private Classifier train() {
        return wired.as(admin, () -> intents.train(admin));
    }

    private Classifier detail() {
        return detail(admin);
    }

    private Classifier detail(Caller caller) {
        return wired.as(caller, () -> intents.detail(caller));
    }

    private Intent of(Caller caller, String question) {
        return wired.as(caller, () -> intents.of(caller, question));
    }

    private static Caller caller(int tenant, Role role) {
        return new Caller(
                new TenantId(tenant), "t" + tenant, new UserId(new UUID(tenant, 1)), "ada", Set.of(role), null);
    }

    private static int tenant() throws SQLException {
        try (Connection connection = database.asSuperuser();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("insert into tenant (slug, name) values ('teach-" + ++tenants
                                + "', 'Teach') returning id")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static int count(String query) throws SQLException {
        try (Connection connection = database.asSuperuser();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
