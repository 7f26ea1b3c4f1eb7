package io.groundwork.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.identity.PrincipalSet;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The truth tables of access, through the pure rule, the SQL, the lists, the texts and the access check. */
class AccessTruthTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static Wired wired;

    @BeforeAll
    static void wire() {
        wired = new Wired(database, Document.class, DocumentCollection.class);
    }

    @AfterAll
    static void close() {
        wired.close();
    }

    @TestFactory
    Stream<DynamicTest> everyTableHolds() throws SQLException {
        List<DynamicTest> tests = new ArrayList<>();
        for (TruthTable table : TruthTable.all()) {
            Town town = table.settle(database, wired);
            String name = table.name() + ": ";
            table.part("readers")
                    .forEach((document, people) -> tests.add(DynamicTest.dynamicTest(
                            name + "exactly " + people + " read " + document,
                            () -> exactly(town, document, Set.copyOf(people)))));
            table.part("lists")
                    .forEach((person, slugs) -> tests.add(DynamicTest.dynamicTest(
                            name + person + " sees the collections " + slugs, () -> lists(town, person, slugs))));
            table.part("may")
                    .forEach((person, documents) -> documents.forEach(document -> tests.add(DynamicTest.dynamicTest(
                            name + person + " may read " + document, () -> may(town, person, document, true)))));
            table.part("may_not")
                    .forEach((person, documents) -> documents.forEach(document -> tests.add(DynamicTest.dynamicTest(
                            name + person + " may not read " + document, () -> may(town, person, document, false)))));
        }
        return tests.stream();
    }

    private void exactly(Town town, String document, Set<String> readers) {
        Set<String> unlisted = new TreeSet<>(readers);
        unlisted.removeAll(town.people());
        assertThat(unlisted).as("people of the table").isEmpty();
        for (String person : town.people()) {
            may(town, person, document, readers.contains(person));
        }
    }

    private void may(Town town, String person, String document, boolean expected) {
        UUID id = town.document(document);
        Caller caller = town.caller(person);
        String who = person + " and " + document;
        assertThat(byRule(town, person, id)).as("rule: " + who).isEqualTo(expected);
        assertThat(byScope(caller, id)).as("scope: " + who).isEqualTo(expected);
        Set<UUID> live = wired.as(caller, () -> wired.bean(ReadableScopes.class).stillReadable(caller, Set.of(id)));
        assertThat(live.contains(id)).as("live check: " + who).isEqualTo(expected);
        Optional<String> cited =
                wired.as(caller, () -> wired.bean(ReadableScopes.class).text(caller, id, 1));
        assertThat(cited.isPresent()).as("text to be cited: " + who).isEqualTo(expected);
        assertThat(readsText(caller, id)).as("text: " + who).isEqualTo(expected);
        assertThat(listed(caller, document)).as("list: " + who).isEqualTo(expected);
    }

    /** Without SQL except for who the people are. */
    private static boolean byRule(Town town, String person, UUID id) {
        return wired.as(town.admin, () -> {
            PrincipalSet held = wired.bean(Principals.class).ofUser(town.admin, person);
            Shelves.Place place = wired.bean(Shelves.class).place(town.admin, id);
            AccessRule rule = place.document().effectiveRule(place.collection());
            boolean active = held.ids().length > 0;
            return active && !place.document().isDraft() && rule.decide(People.subject(person, held));
        });
    }

    private static boolean byScope(Caller caller, UUID id) {
        return wired.as(caller, () -> {
            ReadableScope scope = wired.bean(ReadableScopes.class).of(caller, List.of());
            int acl = wired.bean(DocumentAccess.class)
                    .classOf(caller, wired.bean(Shelves.class).place(caller, id));
            boolean allowed = wired.bean(ReadableScopes.class)
                    .weigh(caller, Set.of(acl), Set.of(id))
                    .reasons()
                    .get(acl)
                    .allowed();
            boolean visible = Arrays.binarySearch(scope.aclIds(), acl) >= 0;
            assertThat(allowed).as("the reason agrees with the scope").isEqualTo(visible);
            return visible;
        });
    }

    private static boolean readsText(Caller caller, UUID id) {
        try {
            return wired.as(caller, () -> wired.bean(Documents.class).text(caller, id, 1))
                    .startsWith("The text of ");
        } catch (Problem.NotFound hidden) {
            return false;
        }
    }

    private static boolean listed(Caller caller, String document) {
        String[] parts = document.split("/");
        try {
            return wired
                    .as(caller, () -> wired.bean(Documents.class)
                            .page(caller, parts[0], DocumentFilter.ANY, Page.Request.first(Page.MOST)))
                    .data()
                    .stream()
                    .anyMatch(row -> row.externalId().equals(parts[1]));
        } catch (Problem.NotFound hidden) {
            return false;
        }
    }

    private void lists(Town town, String person, List<String> slugs) {
        Caller caller = town.caller(person);
        Set<String> seen = wired
                .as(caller, () -> wired.bean(Collections.class).page(caller, Page.Request.first(Page.MOST)))
                .data()
                .stream()
                .map(CollectionDetail::slug)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(seen).containsExactlyElementsOf(new TreeSet<>(slugs));
        assertThat(wired.as(caller, () -> wired.bean(Collections.class).readable(caller)))
                .containsExactlyElementsOf(seen);
    }
}
