package io.groundwork.evidence;

import io.groundwork.chat.Citation;
import io.groundwork.chat.Degraded;
import io.groundwork.chat.EvidenceLog.Attempt;
import io.groundwork.chat.EvidenceLog.Candidate;
import io.groundwork.chat.EvidenceLog.Opened;
import io.groundwork.chat.EvidenceLog.Outcome;
import io.groundwork.chat.EvidenceLog.Told;
import io.groundwork.chat.Route;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.TokenCount;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The records as JSON: how they are kept, and how they are read again after years. */
final class EvidenceRecord {

    private EvidenceRecord() {}

    static JsonObject of(Opened opened) {
        return Json.createObjectBuilder()
                .add("conversation_id", opened.conversationId().toString())
                .add("searched", opened.searched())
                .add("collections", texts(opened.collections()))
                .add("mode", opened.first().mode())
                .add("model", opened.first().model())
                .add("prompt_version", opened.first().promptVersion())
                .add("route", of(opened.route()))
                .add("candidates", array(opened.first().candidates()))
                .build();
    }

    static JsonObject of(Told told) {
        return Json.createObjectBuilder()
                .add("candidates", array(told.candidates()))
                .build();
    }

    static JsonArray array(Collection<Candidate> candidates) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        candidates.forEach(candidate -> array.add(of(candidate)));
        return array.build();
    }

    static JsonObject of(Outcome outcome) {
        JsonArrayBuilder citations = Json.createArrayBuilder();
        outcome.citations().forEach(citation -> citations.add(citation.json()));
        JsonArrayBuilder attempts = Json.createArrayBuilder();
        outcome.attempts().forEach(attempt -> attempts.add(of(attempt)));
        JsonObjectBuilder millis = Json.createObjectBuilder();
        outcome.millis().forEach(millis::add);
        return Json.createObjectBuilder()
                .add("model", outcome.model())
                .add("mode", outcome.mode())
                .add("grounded", outcome.grounded())
                .add("citations", citations)
                .add("dropped_marks", outcome.droppedMarks())
                .add("usage", usage(outcome.usage(), outcome.usageEstimated()))
                .add("cost", cost(outcome.costs().get(0), outcome.usageEstimated()))
                .add("further_costs", furtherCosts(outcome))
                .add("tool_calls", outcome.toolCalls())
                .add("attempts", attempts)
                .add("degraded", of(outcome.degraded()))
                .add("millis", millis)
                .build();
    }

    static JsonObject usage(TokenCount usage, boolean estimated) {
        return Json.createObjectBuilder()
                .add("input", usage.input())
                .add("cached_input", usage.cachedInput())
                .add("cache_write", usage.cacheWrite())
                .add("output", usage.output())
                .add("reasoning", usage.reasoning())
                .add("estimated", estimated)
                .build();
    }

    private static JsonObject cost(Money cost, boolean estimated) {
        return Json.createObjectBuilder()
                .add("amount", cost.decimal())
                .add("currency", cost.currency())
                .add("estimated", estimated)
                .build();
    }

    private static JsonArray furtherCosts(Outcome outcome) {
        JsonArrayBuilder costs = Json.createArrayBuilder();
        outcome.costs().stream().skip(1).forEach(cost -> costs.add(cost(cost, outcome.usageEstimated())));
        return costs.build();
    }

    private static JsonValue of(Degraded degraded) {
        if (degraded == null) {
            return JsonValue.NULL;
        }
        return Json.createObjectBuilder()
                .add("reason", degraded.reason())
                .add("from", degraded.from())
                .add("to", degraded.to())
                .build();
    }

    static JsonObject of(Route route) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("policy_version", route.policyVersion())
                .add("rule", route.rule())
                .add("intent", text(route.intent()));
        json.add("confidence", route.confidence() == null ? JsonValue.NULL : Json.createValue(route.confidence()));
        return json.add("reasons", texts(route.reasons())).build();
    }

    static Route route(JsonObject json) {
        Double confidence = json.isNull("confidence")
                ? null
                : json.getJsonNumber("confidence").doubleValue();
        return new Route(
                json.getInt("policy_version"),
                json.getString("rule"),
                json.getString("intent", null),
                confidence,
                json.getJsonArray("reasons").getValuesAs(JsonString::getString));
    }

    static JsonObject of(Candidate candidate) {
        return Json.createObjectBuilder()
                .add("rank", candidate.rank())
                .add("score", candidate.score())
                .add("dense", candidate.dense())
                .add("lexical", candidate.lexical())
                .add("chunk_id", candidate.chunkId())
                .add("document_id", candidate.documentId().toString())
                .add("external_id", candidate.externalId())
                .add("title", candidate.title())
                .add("collection", candidate.collection())
                .add("version", candidate.version())
                .add("heading", text(candidate.heading()))
                .add("text", candidate.text())
                .add("start", candidate.start())
                .add("end", candidate.end())
                .add("access", access(candidate))
                .add("sent", candidate.sent())
                .build();
    }

    private static JsonObject access(Candidate candidate) {
        return Json.createObjectBuilder()
                .add("decision", candidate.allowed() ? "allow" : "deny")
                .add("rule", text(candidate.rule()))
                .add("acl_id", candidate.aclId())
                .build();
    }

    static List<Candidate> candidates(JsonArray json) {
        return json.getValuesAs(EvidenceRecord::candidate);
    }

    private static Candidate candidate(JsonValue value) {
        JsonObject json = value.asJsonObject();
        JsonObject access = json.getJsonObject("access");
        return new Candidate(
                json.getInt("rank"),
                json.getJsonNumber("score").doubleValue(),
                json.getJsonNumber("dense").doubleValue(),
                json.getJsonNumber("lexical").doubleValue(),
                json.getString("chunk_id"),
                UUID.fromString(json.getString("document_id")),
                json.getString("external_id"),
                json.getString("title"),
                json.getString("collection"),
                json.getInt("version"),
                json.getString("heading", ""),
                json.getString("text"),
                json.getInt("start"),
                json.getInt("end"),
                access.getInt("acl_id"),
                "allow".equals(access.getString("decision")),
                access.getString("rule", ""),
                json.getBoolean("sent"));
    }

    static List<Citation> citations(JsonArray json) {
        return json.getValuesAs(EvidenceRecord::citation);
    }

    private static Citation citation(JsonValue value) {
        JsonObject json = value.asJsonObject();
        return new Citation(
                json.getInt("number"),
                UUID.fromString(json.getString("document_id")),
                json.getString("external_id"),
                json.getInt("version"),
                json.getString("chunk_id"),
                json.getString("title"),
                json.getString("collection"),
                json.getString("quote"),
                json.getInt("start"),
                json.getInt("end"),
                json.getString("sha256"),
                json.getString("url"),
                json.getBoolean("verified"));
    }

    private static JsonObject of(Attempt attempt) {
        return Json.createObjectBuilder()
                .add("n", attempt.n())
                .add("model", attempt.model())
                .add("mode", attempt.mode())
                .add("prompt_version", attempt.promptVersion())
                .add("sent_sha256", attempt.sentSha256())
                .add("provider_request_id", text(attempt.requestId()))
                .add("provider_response_id", text(attempt.responseId()))
                .add("finish_reason", text(attempt.finishReason()))
                .add("failure", text(attempt.failure()))
                .add("usage", usage(attempt.usage(), attempt.usageEstimated()))
                .add("cost", cost(attempt.cost(), attempt.usageEstimated()))
                .add("raw", text(attempt.raw()))
                .build();
    }

    static JsonArray texts(Collection<String> texts) {
        return Json.createArrayBuilder(texts).build();
    }

    private static JsonValue text(Optional<String> text) {
        return text(text.orElse(null));
    }

    static JsonValue text(String text) {
        return text == null ? JsonValue.NULL : Json.createValue(text);
    }
}
