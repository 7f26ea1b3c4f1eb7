package io.groundwork.routing;

import io.groundwork.platform.kernel.Text;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares two policies by what they mean, field by field. */
final class Differing {

    private final Map<String, Rule> before;
    private final Map<String, Rule> after;
    private final RoutingPolicy from;
    private final RoutingPolicy to;
    private final List<PolicyDiff.Change> changes = new ArrayList<>();

    Differing(RoutingPolicy from, RoutingPolicy to) {
        this.from = from;
        this.to = to;
        before = byName(from);
        after = byName(to);
    }

    List<PolicyDiff.Change> changes() {
        fields("default", "", PolicyWriter.print(from.otherwise()), PolicyWriter.print(to.otherwise()));
        rules();
        order();
        JsonObject earlier = from.toJson();
        JsonObject later = to.toJson();
        for (String field : List.of("sticky", "allow_override", "abstain_below")) {
            field(field, "", field, earlier.get(field), later.get(field));
        }
        return List.copyOf(changes);
    }

    /** Drafts may have two rules of one name. */
    private static Map<String, Rule> byName(RoutingPolicy policy) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Rule rule : policy.rules()) {
            String name = rule.name();
            for (int i = 2; rules.containsKey(name); i++) {
                name = rule.name() + " (" + i + ")";
            }
            rules.put(name, rule);
        }
        return rules;
    }

    private void rules() {
        before.forEach((name, rule) -> {
            if (!after.containsKey(name)) {
                add(path(name), PolicyWriter.print(rule), null, new Text("routing.diff_rule_gone", name));
            }
        });
        after.forEach((name, rule) -> {
            Rule earlier = before.get(name);
            if (earlier == null) {
                add(path(name), null, PolicyWriter.print(rule), new Text("routing.diff_rule_new", name));
            } else {
                JsonObject was = PolicyWriter.print(earlier);
                JsonObject is = PolicyWriter.print(rule);
                fields(path(name) + ".when", name, was.getJsonObject("when"), is.getJsonObject("when"));
                fields(path(name) + ".then", name, was.getJsonObject("then"), is.getJsonObject("then"));
            }
        });
    }

    private static String path(String rule) {
        return "rules[" + rule + "]";
    }

    private void order() {
        List<String> was = before.keySet().stream().filter(after::containsKey).toList();
        List<String> is = after.keySet().stream().filter(before::containsKey).toList();
        if (!was.equals(is)) {
            add(
                    "rules",
                    Json.createArrayBuilder(before.keySet()).build(),
                    Json.createArrayBuilder(after.keySet()).build(),
                    new Text("routing.diff_order", String.join(", ", after.keySet())));
        }
    }

    private void fields(String path, String rule, JsonObject was, JsonObject is) {
        Set<String> names = new LinkedHashSet<>(was.keySet());
        names.addAll(is.keySet());
        names.forEach(name -> field(path + "." + name, rule, name, was.get(name), is.get(name)));
    }

    private void field(String path, String rule, String name, JsonValue was, JsonValue is) {
        if (was == null ? is == null : was.equals(is)) {
            return;
        }
        String place = rule.isEmpty() ? path.replace('.', ' ').replace('_', ' ') : rule;
        String key = (rule.isEmpty() ? "routing.diff_" : "routing.diff_rule_")
                + (was == null ? "set" : is == null ? "unset" : "changed");
        add(path, was, is, new Text(key, place, name.replace('_', ' '), words(was), words(is)));
    }

    private static String words(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : String.valueOf(value);
    }

    private void add(String path, JsonValue was, JsonValue is, Text text) {
        changes.add(new PolicyDiff.Change(path, Optional.ofNullable(was), Optional.ofNullable(is), text));
    }
}
