package io.groundwork.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.identity.PrincipalSet;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random tenants with nested groups, denies, conjunctions, own rules, drafts and deactivated people, and then random
 * changes of all of it: after each, the product and the {@link NaiveOracle} must agree on every person and document, by
 * rule, by scope, by live check and by list.
 *
 * <p>{@code -Dgroundwork.decisions=100000} decides how many, {@code -Dgroundwork.seed=} repeats a run.
 */
class AccessDifferentialTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final int GROUPS = 8;
    private static final int PEOPLE = 10;
    private static final int COLLECTIONS = 4;
    private static final int DOCUMENTS = 12;
    private static final int ROUNDS = 6;
    private static final int CHANGES_A_ROUND = 4;

    private final long seed = Long.getLong("groundwork.seed", System.nanoTime());
    private final int wanted = Integer.getInteger("groundwork.decisions", 20_000);
    private final Random random = new Random(seed);

    private Town town;
    private NaiveOracle oracle;
    private final List<String> differences = new ArrayList<>();
    private int decisions;
    private int allowed;

    @Test
    void theProductDecidesAsThePlainReadingOfTheContractDoes() throws SQLException {
        try (Wired wired = new Wired(database, Document.class, DocumentCollection.class)) {
            while (decisions < wanted) {
                settle(wired);
                compare();
                for (int round = 0; round < ROUNDS && decisions < wanted; round++) {
                    for (int i = 0; i < CHANGES_A_ROUND; i++) {
                        change();
                    }
                    compare();
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "access: seed %d, %d decisions (%d allowed), %d differences, 3/N bound %.2e%n",
                seed,
                decisions,
                allowed,
                differences.size(),
                3.0 / decisions);
        assertThat(differences).as("seed " + seed).isEmpty();
        assertThat(allowed).as("both answers occur, seed " + seed).isBetween(decisions / 20, decisions * 19 / 20);
    }

    private void settle(Wired wired) throws SQLException {
        town = new Town(database, wired);
        oracle = new NaiveOracle();
        for (int i = 0; i < GROUPS; i++) {
            List<String> parents = some(List.copyOf(new TreeSet<>(oracle.parents.keySet())), 0.25);
            town.group("g" + i, parents);
            oracle.parents.put("g" + i, new HashSet<>(parents));
            oracle.members.put("g" + i, new HashSet<>());
        }
        for (int i = 0; i < PEOPLE; i++) {
            List<String> groups = some(groups(), 0.2);
            town.person("p" + i, groups);
            for (String group : groups) {
                oracle.members.get(group).add("p" + i);
            }
        }
        for (int i = 0; i < COLLECTIONS; i++) {
            JsonObject rule = rule();
            town.collection("c" + i, AccessRule.parse(rule, ""));
            oracle.collections.put("c" + i, rule);
        }
        for (int i = 0; i < DOCUMENTS; i++) {
            NaiveOracle.Doc doc = new NaiveOracle.Doc();
            doc.collection = "c" + random.nextInt(COLLECTIONS);
            doc.own = random.nextBoolean() ? rule() : null;
            doc.draft = random.nextInt(6) == 0;
            AccessRule own = doc.own == null ? null : AccessRule.parse(doc.own, "");
            town.document(doc.collection, "d" + i, own, doc.draft ? "draft" : "published");
            oracle.documents.put(doc.collection + "/d" + i, doc);
        }
    }

    private List<String> groups() {
        return List.copyOf(new TreeSet<>(oracle.members.keySet()));
    }

    private <T> List<T> some(List<T> all, double share) {
        return all.stream().filter(each -> random.nextDouble() < share).toList();
    }

    private JsonObject rule() {
        return Json.createObjectBuilder()
                .add("allow", entries(random.nextInt(4)))
                .add("deny", entries(random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0))
                .build();
    }

    private JsonArrayBuilder entries(int count) {
        JsonArrayBuilder entries = Json.createArrayBuilder();
        for (int i = 0; i < count; i++) {
            entries.add(entry(2));
        }
        return entries;
    }

    private JsonObject entry(int depth) {
        int kind = random.nextInt(depth > 0 ? 10 : 7);
        if (kind == 0) {
            return Json.createObjectBuilder().add("everyone", true).build();
        }
        if (kind < 3) {
            return Json.createObjectBuilder()
                    .add("user", "p" + random.nextInt(PEOPLE))
                    .build();
        }
        if (kind < 7) {
            return Json.createObjectBuilder()
                    .add("group", "g" + random.nextInt(GROUPS))
                    .build();
        }
        JsonArrayBuilder members = Json.createArrayBuilder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            members.add(entry(depth - 1));
        }
        return Json.createObjectBuilder().add("all_of", members).build();
    }

    /** One thing changes, at the product and at the oracle. */
    private void change() {
        switch (random.nextInt(7)) {
            case 0 -> changeCollectionsRule();
            case 1 -> changeDocumentsRule();
            case 2 -> publishOrWithhold();
            case 3 -> move();
            case 4 -> deactivate();
            default -> joinOrLeave();
        }
    }

    private void changeCollectionsRule() {
        String slug = "c" + random.nextInt(COLLECTIONS);
        JsonObject rule = rule();
        town.wired.run(
                town.admin,
                () -> town.wired.bean(Collections.class).setAccess(town.admin, slug, AccessRule.parse(rule, "")));
        oracle.collections.put(slug, rule);
    }

    private void changeDocumentsRule() {
        String name = document();
        JsonObject rule = random.nextInt(3) == 0 ? null : rule();
        Optional<AccessRule> own = Optional.ofNullable(rule).map(json -> AccessRule.parse(json, ""));
        town.wired.run(town.admin, () -> documents().setAccess(town.admin, town.document(name), own));
        oracle.documents.get(name).own = rule;
    }

    private void publishOrWithhold() {
        String name = document();
        NaiveOracle.Doc doc = oracle.documents.get(name);
        doc.draft = !doc.draft;
        change(name, new DocumentChange(null, doc.draft ? "draft" : "published", null));
    }

    private void move() {
        String name = document();
        String target = "c" + random.nextInt(COLLECTIONS);
        change(name, new DocumentChange(null, null, target));
        oracle.documents.get(name).collection = target;
    }

    private void change(String name, DocumentChange change) {
        town.wired.run(town.admin, () -> documents().change(town.admin, town.document(name), change));
    }

    private void deactivate() {
        if (random.nextInt(5) == 0 && oracle.deactivated.size() < PEOPLE / 3) {
            String person = "p" + random.nextInt(PEOPLE);
            town.deactivate(person);
            oracle.deactivated.add(person);
        }
    }

    private void joinOrLeave() {
        String person = "p" + random.nextInt(PEOPLE);
        String group = "g" + random.nextInt(GROUPS);
        if (oracle.members.get(group).add(person)) {
            town.join(person, group);
        } else {
            oracle.members.get(group).remove(person);
            town.leave(person, group);
        }
    }

    private String document() {
        List<String> names = List.copyOf(new TreeSet<>(oracle.documents.keySet()));
        return names.get(random.nextInt(names.size()));
    }

    private Documents documents() {
        return town.wired.bean(Documents.class);
    }

    private void compare() {
        Map<String, Shelves.Place> places = town.wired.as(town.admin, () -> {
            Map<String, Shelves.Place> found = new TreeMap<>();
            town.documents()
                    .forEach((name, id) ->
                            found.put(name, town.wired.bean(Shelves.class).place(town.admin, id)));
            return found;
        });
        for (String person : new TreeSet<>(town.people())) {
            Caller caller = town.caller(person);
            PrincipalSet held = town.wired.as(
                    caller, () -> town.wired.bean(Principals.class).of(caller));
            Set<Integer> scope = scope(caller);
            Set<UUID> live = town.wired.as(caller, () -> town.wired
                    .bean(ReadableScopes.class)
                    .stillReadable(caller, Set.copyOf(town.documents().values())));
            Set<UUID> citable = town.wired.as(caller, () -> town.documents().values().stream()
                    .filter(id -> town.wired
                            .bean(ReadableScopes.class)
                            .text(caller, id, 1)
                            .isPresent())
                    .collect(Collectors.toSet()));
            places.forEach((name, place) -> {
                boolean expected = oracle.reads(person, name);
                decided(expected, byRule(person, held, place), "rule", person, name);
                decided(expected, scope.contains(standsUnder(place)), "scope", person, name);
                decided(expected, live.contains(place.document().id()), "live check", person, name);
                decided(expected, citable.contains(place.document().id()), "text to be cited", person, name);
            });
            lists(person, caller);
        }
    }

    private Set<Integer> scope(Caller caller) {
        ReadableScope scope = town.wired.as(
                caller, () -> town.wired.bean(ReadableScopes.class).of(caller, List.of()));
        return Arrays.stream(scope.aclIds()).boxed().collect(Collectors.toSet());
    }

    /** 0 is no class: nobody reads a draft. */
    private static int standsUnder(Shelves.Place place) {
        return place.document().standsUnder(place.collection(), 0);
    }

    private static boolean byRule(String person, PrincipalSet held, Shelves.Place place) {
        AccessRule rule = place.document().effectiveRule(place.collection());
        return held.ids().length > 0 && !place.document().isDraft() && rule.decide(People.subject(person, held));
    }

    private void lists(String person, Caller caller) {
        Set<String> listed = town
                .wired
                .as(caller, () -> town.wired.bean(Collections.class).page(caller, Page.Request.first(Page.MOST)))
                .data()
                .stream()
                .map(CollectionDetail::slug)
                .collect(Collectors.toSet());
        oracle.collections
                .keySet()
                .forEach(slug -> decided(oracle.sees(person, slug), listed.contains(slug), "list", person, slug));
    }

    private void decided(boolean expected, boolean actual, String how, String person, String thing) {
        decisions++;
        allowed += expected ? 1 : 0;
        if (expected != actual) {
            differences.add(how + ": " + person + " and " + thing + " should be " + expected);
        }
    }
}
