package io.groundwork.routing.web;

import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.web.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A policy in sentences, from its document. */
@Named
@ApplicationScoped
public class PolicyWords {

    /** The name of the line that stands for the default. */
    static final String DEFAULT = "default";

    private static final Map<String, String> NUMBERS = Map.of(
            "top_k", "routing.says_top_k",
            "max_output_tokens", "routing.says_max_output_tokens",
            "abstain_below", "routing.says_abstain_below");
    private static final Map<String, String> SWITCHES = Map.of(
            "corpus=whole", "routing.says_whole_corpus",
            "on_break=restart", "routing.says_restart",
            "uncited=withhold", "routing.says_withhold");

    private Texts texts;

    /** For the container's proxies only. */
    protected PolicyWords() {}

    @Inject
    public PolicyWords(Texts texts) {
        this.texts = texts;
    }

    /** The rules in order, then the default. */
    public List<PolicyLine> lines(JsonObject policy) {
        List<PolicyLine> lines = new ArrayList<>();
        for (JsonValue value : array(policy, "rules")) {
            JsonObject rule = value.asJsonObject();
            lines.add(line(lines.size() + 1, rule.getString("name", ""), object(rule, "when"), object(rule, "then")));
        }
        lines.add(line(0, DEFAULT, JsonValue.EMPTY_JSON_OBJECT, object(policy, DEFAULT)));
        return lines;
    }

    /** What applies to the whole policy. */
    public List<String> settings(JsonObject policy) {
        List<String> settings = new ArrayList<>();
        settings.add(texts.get(policy.getBoolean("sticky", true) ? "routing.says_sticky" : "routing.says_not_sticky"));
        List<String> overrides = strings(policy, "allow_override");
        settings.add(
                overrides.isEmpty()
                        ? texts.get("routing.says_no_override")
                        : say(
                                "routing.says_override",
                                either(overrides.stream().map(this::mode).toList())));
        if (policy.get("abstain_below") instanceof JsonNumber least) {
            settings.add(say("routing.says_abstain_below", least.toString()));
        }
        return settings;
    }

    private PolicyLine line(int number, String name, JsonObject when, JsonObject then) {
        return new PolicyLine(number, name, conditions(when), decision(then), options(then));
    }

    private List<String> conditions(JsonObject when) {
        List<String> conditions = new ArrayList<>();
        named(when, "intent", "routing.if_intent", conditions);
        named(when, "groups", "routing.if_groups", conditions);
        named(when, "collections", "routing.if_collections", conditions);
        numbered(when, "max_chars", "routing.if_max_chars", conditions);
        numbered(when, "min_confidence", "routing.if_min_confidence", conditions);
        numbered(when, "budget_below_percent", "routing.if_budget_below", conditions);
        JsonObject hours = object(when, "hours");
        if (!hours.isEmpty()) {
            conditions.add(hours(hours));
        }
        return conditions;
    }

    private void named(JsonObject when, String field, String key, List<String> conditions) {
        List<String> names = strings(when, field);
        if (!names.isEmpty()) {
            conditions.add(say(key, either(names)));
        }
    }

    private void numbered(JsonObject when, String field, String key, List<String> conditions) {
        if (when.get(field) instanceof JsonNumber number) {
            conditions.add(say(key, number.toString()));
        }
    }

    private String hours(JsonObject hours) {
        String from = say("routing.if_hours", hours.getString("from", ""), hours.getString("to", ""));
        List<String> days = strings(hours, "days");
        String on = days.isEmpty()
                ? ""
                : " "
                        + say(
                                "routing.if_days",
                                days.stream()
                                        .map(day -> texts.get("routing.day_" + day))
                                        .collect(Collectors.joining(", ")));
        String zone = hours.getString("zone", "");
        return from + on + (zone.isEmpty() ? "" : " (" + zone + ")");
    }

    private String decision(JsonObject then) {
        String first = say("routing.says_answer", mode(then.getString("mode", "")), then.getString("model", ""));
        List<String> fallbacks = strings(then, "fallbacks");
        return fallbacks.isEmpty()
                ? first
                : say("routing.says_fallbacks", first, String.join(texts.get("routing.says_next"), fallbacks));
    }

    private List<String> options(JsonObject then) {
        List<String> options = new ArrayList<>();
        NUMBERS.forEach((field, key) -> numbered(then, field, key, options));
        SWITCHES.forEach((choice, key) -> {
            String[] parts = choice.split("=");
            if (then.getString(parts[0], "").equals(parts[1])) {
                options.add(texts.get(key));
            }
        });
        if (!then.getString("prompt", "").isBlank()) {
            options.add(say("routing.says_prompt", then.getString("prompt")));
        }
        if (!object(then, "response_format").isEmpty()) {
            options.add(texts.get("routing.says_response_format"));
        }
        return options.stream().sorted().toList();
    }

    /** A mode in plain words. */
    public String mode(String word) {
        return word.isEmpty() ? "" : texts.get("routing.mode_" + word);
    }

    private String either(List<String> names) {
        return String.join(texts.get("routing.or"), names);
    }

    private String say(String key, Object... arguments) {
        return texts.of(new Text(key, arguments));
    }

    private static JsonObject object(JsonObject parent, String field) {
        return parent.get(field) instanceof JsonObject child ? child : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonArray array(JsonObject parent, String field) {
        return parent.get(field) instanceof JsonArray child ? child : JsonValue.EMPTY_JSON_ARRAY;
    }

    private static List<String> strings(JsonObject parent, String field) {
        return array(parent, field).stream()
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .toList();
    }
}
