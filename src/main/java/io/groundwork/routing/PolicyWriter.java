package io.groundwork.routing;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Writes policies as the API has them: one form for every policy that means the same. */
final class PolicyWriter {

    private PolicyWriter() {}

    static JsonObject print(RoutingPolicy policy) {
        JsonArrayBuilder rules = Json.createArrayBuilder();
        policy.rules().forEach(rule -> rules.add(print(rule)));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("default", print(policy.otherwise()))
                .add("rules", rules)
                .add("sticky", policy.sticky())
                .add(
                        "allow_override",
                        texts(policy.allowOverride().stream().map(Mode::word).toList()));
        policy.abstainBelow().ifPresent(least -> json.add("abstain_below", least));
        return json.build();
    }

    static JsonObject print(Rule rule) {
        return Json.createObjectBuilder()
                .add("name", rule.name())
                .add("when", print(rule.when()))
                .add("then", print(rule.then()))
                .build();
    }

    private static JsonObject print(Condition when) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        add(json, "intent", when.intents());
        add(json, "groups", when.groups());
        add(json, "collections", when.collections());
        when.maxChars().ifPresent(most -> json.add("max_chars", most));
        when.minConfidence().ifPresent(least -> json.add("min_confidence", least));
        when.budgetBelowPercent().ifPresent(percent -> json.add("budget_below_percent", percent));
        when.hours().ifPresent(hours -> json.add("hours", print(hours)));
        return json.build();
    }

    private static JsonObject print(Hours hours) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("from", hours.from().toString())
                .add("to", hours.to().toString());
        add(json, "days", hours.dayWords());
        return json.add("zone", hours.zone().getId()).build();
    }

    static JsonObject print(RouteTarget then) {
        RouteOptions options = then.options();
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("mode", then.mode().word()).add("model", then.model());
        add(json, "fallbacks", then.fallbacks());
        options.topK().ifPresent(passages -> json.add("top_k", passages));
        options.maxOutputTokens().ifPresent(most -> json.add("max_output_tokens", most));
        options.prompt().ifPresent(prompt -> json.add("prompt", prompt));
        word(options.wholeCorpus(), "whole").ifPresent(word -> json.add("corpus", word));
        word(options.restart(), "restart").ifPresent(word -> json.add("on_break", word));
        word(options.withhold(), "withhold").ifPresent(word -> json.add("uncited", word));
        options.responseFormat().ifPresent(format -> json.add("response_format", format));
        return json.build();
    }

    private static Optional<String> word(boolean set, String word) {
        return set ? Optional.of(word) : Optional.empty();
    }

    private static void add(JsonObjectBuilder json, String field, List<String> values) {
        if (!values.isEmpty()) {
            json.add(field, texts(values));
        }
    }

    private static JsonArray texts(List<String> values) {
        return Json.createArrayBuilder(values).build();
    }
}
