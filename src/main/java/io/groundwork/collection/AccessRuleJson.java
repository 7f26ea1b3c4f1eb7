package io.groundwork.collection;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes rules as the API has them. Reading is strict: a misspelt "deny" that was skipped would open what its
 * author meant to close.
 */
final class AccessRuleJson {

    private static final Set<String> LISTS = Set.of("allow", "deny");
    private static final int MOST_ENTRIES = 1000;
    private static final int DEEPEST = 8;

    private final List<Problem.Invalid.Field> bad = new ArrayList<>();
    private int entries;

    private AccessRuleJson() {}

    static AccessRule parse(JsonValue json, String path) {
        if (json == null || json == JsonValue.NULL) {
            return AccessRule.NOBODY;
        }
        AccessRuleJson reading = new AccessRuleJson();
        AccessRule rule = reading.rule(json, path);
        if (!reading.bad.isEmpty()) {
            throw new Problem.Invalid(reading.bad);
        }
        return rule;
    }

    private AccessRule rule(JsonValue json, String path) {
        if (!(json instanceof JsonObject object)) {
            note(path.isEmpty() ? "access" : path, "collection.rule_object");
            return AccessRule.NOBODY;
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        object.keySet().stream()
                .filter(key -> !LISTS.contains(key))
                .forEach(key -> note(prefix + key, "collection.rule_unknown_field"));
        return new AccessRule(
                entries(object.get("allow"), prefix + "allow", 0), entries(object.get("deny"), prefix + "deny", 0));
    }

    private List<AccessRule.Entry> entries(JsonValue json, String path, int depth) {
        if (json == null || json == JsonValue.NULL) {
            return List.of();
        }
        if (!(json instanceof JsonArray array)) {
            note(path, "collection.rule_list");
            return List.of();
        }
        List<AccessRule.Entry> read = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (++entries > MOST_ENTRIES) {
                note(path, "collection.rule_too_long", MOST_ENTRIES);
                return read;
            }
            AccessRule.Entry entry = entry(array.get(i), path + "[" + i + "]", depth);
            if (entry != null) {
                read.add(entry);
            }
        }
        return read;
    }

    /** One entry; null where it was bad and has been noted. */
    private AccessRule.Entry entry(JsonValue json, String path, int depth) {
        if (!(json instanceof JsonObject object) || object.size() != 1) {
            return bad(path, "collection.entry_shape");
        }
        Map.Entry<String, JsonValue> only = object.entrySet().iterator().next();
        String at = path + "." + only.getKey();
        return switch (only.getKey()) {
            case "everyone" ->
                only.getValue() == JsonValue.TRUE
                        ? new AccessRule.Everyone()
                        : bad(at, "collection.entry_everyone_form");
            case "user" -> name(only.getValue(), at).map(AccessRule.User::new).orElse(null);
            case "group" -> name(only.getValue(), at).map(AccessRule.Group::new).orElse(null);
            case "all_of" -> allOf(only.getValue(), at, depth);
            default -> bad(path, "collection.entry_shape");
        };
    }

    private AccessRule.Entry allOf(JsonValue json, String path, int depth) {
        if (depth >= DEEPEST) {
            return bad(path, "collection.rule_too_deep", DEEPEST);
        }
        int before = bad.size();
        List<AccessRule.Entry> members = entries(json, path, depth + 1);
        if (bad.size() > before) {
            return null;
        }
        return members.isEmpty() ? bad(path, "collection.all_of_empty") : new AccessRule.AllOf(members);
    }

    private Optional<String> name(JsonValue json, String path) {
        if (json instanceof JsonString string && !string.getString().isBlank()) {
            return Optional.of(string.getString());
        }
        note(path, "collection.entry_name");
        return Optional.empty();
    }

    private AccessRule.Entry bad(String path, String key, Object... arguments) {
        note(path, key, arguments);
        return null;
    }

    private void note(String path, String key, Object... arguments) {
        bad.add(Problem.Invalid.Field.of(path, key, arguments));
    }

    static JsonObject print(AccessRule rule) {
        return Json.createObjectBuilder()
                .add("allow", print(rule.allow()))
                .add("deny", print(rule.deny()))
                .build();
    }

    private static JsonArrayBuilder print(List<AccessRule.Entry> entries) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        entries.forEach(entry -> array.add(print(entry)));
        return array;
    }

    static JsonObject print(AccessRule.Entry entry) {
        var object = Json.createObjectBuilder();
        if (entry instanceof AccessRule.User user) {
            object.add("user", user.username());
        } else if (entry instanceof AccessRule.Group group) {
            object.add("group", group.name());
        } else if (entry instanceof AccessRule.AllOf allOf) {
            object.add("all_of", print(allOf.entries()));
        } else {
            object.add("everyone", true);
        }
        return object.build();
    }
}
