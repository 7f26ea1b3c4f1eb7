package io.groundwork.evidence.web;

import io.groundwork.evidence.Evidence;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One model that was asked, or would have been: what it was told, and what came of it.
 *
 * @param told null where it was not asked, and for records from before each call was kept by itself
 * @param failure the code of what went wrong; "" when it answered, null while nothing is known
 */
public record AttemptRow(int n, String model, String mode, Evidence.Attempt told, String failure, String requestId) {

    private static final Set<String> WORDED = Set.of(
            "provider_error",
            "provider_timeout",
            "provider_limited",
            "circuit_open",
            "busy",
            "model_unusable",
            "client_gone");

    /** The key of the sentence for what came of it. */
    public String key() {
        if (failure == null) {
            return "evidence.attempt_open";
        }
        if (failure.isEmpty()) {
            return "evidence.attempt_answered";
        }
        return "evidence.attempt_" + (WORDED.contains(failure) ? failure : "failed");
    }

    public boolean answered() {
        return "".equals(failure);
    }

    /** In order; those that were told something stand in the evidence, those that were only tried in the outcome. */
    static List<AttemptRow> of(Evidence evidence) {
        Map<Integer, Evidence.Attempt> told =
                evidence.attempts().stream().collect(Collectors.toMap(Evidence.Attempt::n, Function.identity()));
        List<AttemptRow> rows = new ArrayList<>();
        for (JsonValue value : outcomes(evidence)) {
            JsonObject attempt = value.asJsonObject();
            rows.add(new AttemptRow(
                    attempt.getInt("n", 0),
                    attempt.getString("model", ""),
                    attempt.getString("mode", ""),
                    told.remove(attempt.getInt("n", 0)),
                    attempt.getString("failure", ""),
                    attempt.getString("provider_request_id", "")));
        }
        told.values().stream()
                .sorted((one, other) -> Integer.compare(one.n(), other.n()))
                .forEach(open -> rows.add(new AttemptRow(open.n(), open.model(), open.mode(), open, null, "")));
        return rows;
    }

    private static JsonArray outcomes(Evidence evidence) {
        JsonValue attempts = evidence.outcome()
                .map(outcome -> outcome.detail().get("attempts"))
                .orElse(null);
        return attempts instanceof JsonArray list ? list : JsonValue.EMPTY_JSON_ARRAY;
    }
}
