package io.groundwork.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.budget.BudgetSpec;
import io.groundwork.budget.Scope;
import io.groundwork.demo.DemoManifest.Entry;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The demo tenant must hold together before anybody loads it: a question that promises too much would show a lie. */
class DemoTenantTest {

    private final DemoManifest demo = new DemoManifest();
    private final Map<String, Entry> documents = demo.entriesById();

    @Test
    void everyFileIsNamedOnceAndEveryNameHasItsFile() throws IOException {
        List<Path> named =
                demo.entries().stream().flatMap(entry -> entry.files().stream()).toList();
        try (Stream<Path> files = Files.walk(DemoManifest.DOCUMENTS)) {
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void thereAreEnoughDocumentsInEnoughFormatsAndStates() {
        List<Entry> entries = demo.entries();
        assertThat(documents).hasSameSizeAs(entries).hasSizeGreaterThanOrEqualTo(44);
        assertThat(entries.stream()
                        .flatMap(entry -> entry.files().stream())
                        .map(DemoTenantTest::format)
                        .distinct())
                .containsExactlyInAnyOrder("md", "txt", "html", "pdf", "docx", "pptx", "xlsx", "eml");
        assertThat(entries).filteredOn(entry -> !entry.published()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(entries).filteredOn(entry -> entry.files().size() == 2).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void aSecondVersionSaysSomethingElseThanTheFirst() {
        assertThat(demo.entries())
                .filteredOn(entry -> entry.files().size() == 2)
                .allSatisfy(entry -> assertThat(entry.files().get(1))
                        .isRegularFile()
                        .satisfies(second -> assertThat(
                                        Files.mismatch(entry.files().get(0), second))
                                .isNotNegative()));
    }

    @Test
    void everyRoleHasSomebody() {
        Set<String> roles = demo.all("people").stream()
                .flatMap(person -> DemoManifest.strings(person, "roles").stream())
                .collect(Collectors.toSet());
        assertThat(roles).containsExactlyInAnyOrder("admin", "reviewer", "employee");
    }

    @Test
    void everyGroupAndPersonThatIsNamedExists() {
        Set<String> groups = new HashSet<>();
        Set<String> people = new HashSet<>(demo.all("questions").stream()
                .map(question -> question.getString("username"))
                .toList());
        demo.all("people").forEach(person -> groups.addAll(DemoManifest.strings(person, "groups")));
        demo.all("groups").forEach(group -> groups.addAll(DemoManifest.strings(group, "parents")));
        DemoContents.read().budgets().values().stream()
                .map(BudgetSpec::scope)
                .filter(scope -> scope.kind() == Scope.Kind.GROUP)
                .forEach(scope -> groups.add(scope.name()));
        demo.rules().forEach(rule -> rule.values().forEach(list -> collect(list, groups, people)));
        assertThat(demo.names("groups", "name")).containsAll(groups);
        assertThat(demo.names("people", "username")).containsAll(people);
    }

    @Test
    void theWholeCompanyAndSomeOfItsGroupsHaveBudgets() {
        assertThat(DemoContents.read().budgets().values())
                .extracting(spec -> spec.scope().kind())
                .contains(Scope.Kind.TENANT, Scope.Kind.GROUP);
        assertThat(DemoContents.read().budgets().values())
                .anySatisfy(spec -> assertThat(spec.member()).isPresent());
    }

    @Test
    void whoeverIsPromisedAnAnswerMayReadTheDocumentThatGivesIt() {
        for (JsonObject question : demo.all("questions")) {
            List<String> expected = DemoManifest.strings(question.getJsonObject("expect"), "documents");
            assertThat(expected.isEmpty())
                    .as(question.toString())
                    .isEqualTo(question.getJsonObject("expect").getBoolean("abstain"));
            assertThat(expected).as(question.toString()).allSatisfy(id -> assertThat(readable(question, id))
                    .isTrue());
        }
    }

    @Test
    void whoeverIsRefusedMayNotReadTheDocumentThatWouldAnswer() {
        List<JsonObject> refused = demo.all("questions").stream()
                .filter(question -> question.getJsonObject("expect").containsKey("withheld"))
                .toList();
        assertThat(refused).hasSizeGreaterThanOrEqualTo(5);
        for (JsonObject question : refused) {
            assertThat(DemoManifest.strings(question.getJsonObject("expect"), "withheld"))
                    .as(question.toString())
                    .isNotEmpty()
                    .allSatisfy(id -> assertThat(readable(question, id)).isFalse());
        }
    }

    @Test
    void theSameQuestionHasTwoOutcomesForSeveralPairsOfPeople() {
        Map<String, Set<Boolean>> outcomes = demo.all("questions").stream()
                .collect(Collectors.groupingBy(
                        question -> question.getString("question"),
                        Collectors.mapping(
                                question -> question.getJsonObject("expect").getBoolean("abstain"),
                                Collectors.toSet())));
        assertThat(outcomes.values()).filteredOn(outcome -> outcome.size() == 2).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void aDenyWinsOverTheGroupThatAllows() {
        assertThat(demo.groupsOf("ben")).contains("platform-team", "engineering", "contractors");
        assertThat(demo.mayRead("ben", documents.get("coding-standards"))).isTrue();
        assertThat(demo.mayRead("ben", documents.get("break-glass-access"))).isFalse();
    }

    @Test
    void aDocumentsOwnRuleReplacesTheAllowListOfItsCollection() {
        assertThat(demo.mayRead("anna", documents.get("salary-bands-2026"))).isTrue();
        assertThat(demo.mayRead("anna", documents.get("hiring-plan-2027"))).isFalse();
        assertThat(demo.mayRead("nadia", documents.get("purchase-approval"))).isTrue();
        assertThat(demo.mayRead("nadia", documents.get("month-end-close"))).isFalse();
    }

    private boolean readable(JsonObject question, String id) {
        assertThat(documents).containsKey(id);
        Entry entry = documents.get(id);
        return entry.published() && demo.mayRead(question.getString("username"), entry);
    }

    private static void collect(JsonValue list, Set<String> groups, Set<String> people) {
        for (JsonObject entry : list.asJsonArray().getValuesAs(JsonObject.class)) {
            assertThat(entry.keySet()).hasSize(1).containsAnyOf("everyone", "user", "group", "all_of");
            if (entry.containsKey("all_of")) {
                collect(entry.get("all_of"), groups, people);
            } else if (entry.containsKey("group")) {
                groups.add(entry.getString("group"));
            } else if (entry.containsKey("user")) {
                people.add(entry.getString("user"));
            }
        }
    }

    private static String format(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
