package io.groundwork.routing;

import io.groundwork.platform.rest.JsonBody;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a policy's document and collects what is wrong. A field that means nothing is kept and told: a misspelt condition
 * that was skipped would open what its author meant to close.
 */
final class PolicyReader {

    /** What reading a policy tells beside its document, so that what was read can be sent again. */
    static final Set<String> OURS = Set.of(
            "version", "state", "percent", "problems", "created_at", "created_by", "published_at", "published_by");

    private static final Set<String> TOP = Set.of("default", "rules", "sticky", "allow_override", "abstain_below");
    private static final Set<String> RULE = Set.of("name", "when", "then");
    private static final Set<String> WHEN =
            Set.of("intent", "groups", "collections", "max_chars", "min_confidence", "budget_below_percent", "hours");
    private static final Set<String> THEN = Set.of(
            "mode",
            "model",
            "fallbacks",
            "top_k",
            "max_output_tokens",
            "prompt",
            "corpus",
            "on_break",
            "uncited",
            "response_format");
    private static final Set<String> HOURS = Set.of("from", "to", "days", "zone");
    private static final Set<String> FORMATS = Set.of("text", "json_object", "json_schema");

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final int MOST_RULES = 200;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PROMPT = 8000;
    private static final int MOST_PASSAGES = 100;
    private static final int MANY = 1_000_000;
    private static final int PERCENT = 100;

    private final JsonBody document;
    private final List<String> unknown = new ArrayList<>();

    PolicyReader(JsonObject document) {
        this.document = JsonBody.of(document);
    }

    RoutingPolicy read() {
        note(document, TOP);
        unknown.removeAll(OURS);
        RouteTarget otherwise = target(document.object("default"));
        List<Rule> rules =
                document.objects("rules", MOST_RULES).stream().map(this::rule).toList();
        boolean sticky = document.optionalFlag("sticky").orElse(true);
        List<Mode> overrides = words(document, "allow_override", Mode::of, "routing.modes_form");
        Optional<Double> abstain = document.optionalDecimal("abstain_below", 0, 1);
        document.check();
        return new RoutingPolicy(otherwise, rules, sticky, overrides, abstain, unknown);
    }

    /** Reads what stands after {@code then} alone; here a field that means nothing is a bad one. */
    RouteTarget then() {
        RouteTarget target = target(document);
        unknown.forEach(field -> document.note(field, "routing.unknown_field"));
        document.check();
        return target;
    }

    private void note(JsonBody json, Set<String> known) {
        unknown.addAll(json.besides(known));
    }

    private Rule rule(JsonBody json) {
        note(json, RULE);
        String name = text(json, "name", LONGEST_NAME);
        Condition when = json.optionalObject("when").map(this::condition).orElse(Condition.ALWAYS);
        return new Rule(name, when, target(json.object("then")));
    }

    private Condition condition(JsonBody json) {
        note(json, WHEN);
        return new Condition(
                json.texts("intent"),
                json.texts("groups"),
                json.texts("collections"),
                json.optionalNumber("max_chars", 1, MANY),
                json.optionalDecimal("min_confidence", 0, 1),
                json.optionalDecimal("budget_below_percent", 0, PERCENT),
                json.optionalObject("hours").flatMap(this::hours));
    }

    private RouteTarget target(JsonBody json) {
        note(json, THEN);
        String word = json.text("mode");
        Optional<Mode> mode = Mode.of(word);
        if (mode.isEmpty() && !word.isEmpty()) {
            json.note("mode", "routing.mode_form");
        }
        RouteOptions options = new RouteOptions(
                json.optionalNumber("top_k", 1, MOST_PASSAGES),
                json.optionalNumber("max_output_tokens", 1, MANY),
                json.optionalText("prompt").map(prompt -> within(json, "prompt", prompt, LONGEST_PROMPT)),
                oneOf(json, "corpus", "top_k", "whole"),
                oneOf(json, "on_break", "error", "restart"),
                oneOf(json, "uncited", "show", "withhold"),
                json.optionalObject("response_format").map(PolicyReader::format),
                Optional.empty());
        return new RouteTarget(
                mode.orElse(Mode.RAG), text(json, "model", LONGEST_NAME), json.texts("fallbacks"), options);
    }

    /** Whether the field has its second word; left out, it has its first. */
    private static boolean oneOf(JsonBody json, String field, String usual, String other) {
        String word = json.optionalText(field).orElse(usual);
        if (!word.equals(usual) && !word.equals(other)) {
            json.note(field, "routing.word_form", usual, other);
        }
        return word.equals(other);
    }

    private static JsonObject format(JsonBody json) {
        String type = json.text("type");
        boolean schema = type.equals("json_schema");
        if (!FORMATS.contains(type)) {
            json.note("type", "routing.format_form");
        } else if (schema) {
            json.object("json_schema").object("schema");
        }
        return json.json();
    }

    private Optional<Hours> hours(JsonBody json) {
        note(json, HOURS);
        Optional<LocalTime> from = read(json, "from", LocalTime::parse, "routing.time_form");
        Optional<LocalTime> to = read(json, "to", LocalTime::parse, "routing.time_form");
        Optional<ZoneId> zone = json.optionalText("zone").isEmpty()
                ? Optional.of(UTC)
                : read(json, "zone", ZoneId::of, "routing.zone_form");
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        days.addAll(words(json, "days", PolicyReader::day, "routing.days_form"));
        return from.flatMap(start -> to.flatMap(end -> zone.map(where -> new Hours(start, end, days, where))));
    }

    private static Optional<DayOfWeek> day(String word) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> Hours.word(day).equals(word))
                .findFirst();
    }

    private static <T> Optional<T> read(JsonBody json, String field, Function<String, T> reader, String otherwise) {
        String text = json.text(field);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(reader.apply(text));
        } catch (DateTimeException unreadable) {
            json.note(field, otherwise);
            return Optional.empty();
        }
    }

    private static <T> List<T> words(
            JsonBody json, String field, Function<String, Optional<T>> reader, String otherwise) {
        List<Optional<T>> read = json.texts(field).stream().map(reader).toList();
        if (read.stream().anyMatch(Optional::isEmpty)) {
            json.note(field, otherwise);
        }
        return read.stream().flatMap(Optional::stream).distinct().toList();
    }

    private static String text(JsonBody json, String field, int longest) {
        return within(json, field, json.text(field), longest);
    }

    private static String within(JsonBody json, String field, String text, int longest) {
        if (text.length() > longest) {
            json.note(field, "routing.too_long", longest);
        }
        return text;
    }
}
