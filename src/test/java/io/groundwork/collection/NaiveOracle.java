package io.groundwork.collection;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may read what, decided as plainly as the contract says it and sharing no code with the product: rules stay JSON,
 * and a person is in a group when the person is a member of it or of any group below it.
 */
final class NaiveOracle {

    final Map<String, Set<String>> members = new HashMap<>();
    final Map<String, Set<String>> parents = new HashMap<>();
    final Map<String, JsonObject> collections = new HashMap<>();
    final Map<String, Doc> documents = new HashMap<>();
    final Set<String> deactivated = new HashSet<>();

    /** A document as the oracle knows it; {@code own} is null while it inherits. */
    static final class Doc {
        String collection;
        JsonObject own;
        boolean draft;
    }

    boolean reads(String person, String document) {
        Doc doc = documents.get(document);
        if (doc.draft || deactivated.contains(person)) {
            return false;
        }
        JsonObject collection = collections.get(doc.collection);
        if (any(collection, "deny", person)) {
            return false;
        }
        if (doc.own == null) {
            return any(collection, "allow", person);
        }
        return !any(doc.own, "deny", person) && any(doc.own, "allow", person);
    }

    boolean sees(String person, String collection) {
        if (deactivated.contains(person)) {
            return false;
        }
        JsonObject rule = collections.get(collection);
        boolean byRule = !any(rule, "deny", person) && any(rule, "allow", person);
        return byRule
                || documents.entrySet().stream()
                        .anyMatch(entry ->
                                entry.getValue().collection.equals(collection) && reads(person, entry.getKey()));
    }

    private boolean any(JsonObject rule, String list, String person) {
        for (JsonValue entry :
                rule.getOrDefault(list, JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
            if (names(entry.asJsonObject(), person)) {
                return true;
            }
        }
        return false;
    }

    private boolean names(JsonObject entry, String person) {
        if (entry.containsKey("everyone")) {
            return true;
        }
        if (entry.containsKey("user")) {
            return entry.getString("user").equals(person);
        }
        if (entry.containsKey("group")) {
            return isIn(person, entry.getString("group"));
        }
        for (JsonValue part : entry.getJsonArray("all_of")) {
            if (!names(part.asJsonObject(), person)) {
                return false;
            }
        }
        return true;
    }

    private boolean isIn(String person, String group) {
        if (members.getOrDefault(group, Set.of()).contains(person)) {
            return true;
        }
        List<String> children = parents.entrySet().stream()
                .filter(entry -> entry.getValue().contains(group))
                .map(Map.Entry::getKey)
                .toList();
        return children.stream().anyMatch(child -> isIn(person, child));
    }
}
