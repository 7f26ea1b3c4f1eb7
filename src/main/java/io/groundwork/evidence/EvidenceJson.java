package io.groundwork.evidence;

import io.groundwork.budget.BookedCall;
import io.groundwork.platform.kernel.Text;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;

/** Evidence as the API tells it. */
public final class EvidenceJson {

    private EvidenceJson() {}

    /** @param ledger what was held and booked for it */
    public static JsonObject of(Evidence evidence, List<BookedCall> ledger) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("answer_id", evidence.answerId().toString())
                .add("conversation_id", evidence.conversationId().toString())
                .add("at", evidence.at().toString())
                .add("caller", caller(evidence))
                .add("question", evidence.question())
                .add("searched", evidence.searched())
                .add("mode", evidence.mode())
                .add("model", evidence.model())
                .add("route", EvidenceRecord.of(evidence.route()))
                .add("policy_version", evidence.route().policyVersion())
                .add("prompt_version", evidence.promptVersion())
                .add("candidates", EvidenceRecord.array(evidence.candidates()))
                .add("candidates_note", new Text("evidence.candidates_note").in(Locale.ENGLISH))
                .add("sent", evidence.sent())
                .add("sent_sha256", evidence.sentSha256())
                .add("intact", evidence.intact())
                .add("request_id", EvidenceRecord.text(evidence.requestId()))
                .add("traceparent", EvidenceRecord.text(evidence.traceparent()))
                .add("record_sha256", evidence.recordSha256())
                .add("attempts", attempts(evidence))
                .add("ledger", LedgerJson.of(ledger));
        evidence.outcome().ifPresentOrElse(outcome -> add(outcome, json), () -> json.add("state", "running"));
        return json.build();
    }

    private static JsonObject caller(Evidence evidence) {
        return Json.createObjectBuilder()
                .add("username", evidence.username())
                .add(
                        "user_id",
                        EvidenceRecord.text(
                                evidence.userId() == null
                                        ? null
                                        : evidence.userId().toString()))
                .add("groups", EvidenceRecord.texts(evidence.groups()))
                .build();
    }

    /** Each call with what it was told and what came of it; of a call that has no outcome yet only the former is there. */
    private static JsonArray attempts(Evidence evidence) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        List<JsonObject> ends = evidence.outcome()
                .map(outcome -> outcome.detail().getJsonArray("attempts").getValuesAs(JsonObject.class))
                .orElse(List.of());
        int most = Math.max(ends.size(), evidence.attempts().size());
        for (int i = 0; i < most; i++) {
            JsonObjectBuilder attempt =
                    i < ends.size() ? Json.createObjectBuilder(ends.get(i)) : Json.createObjectBuilder();
            if (i < evidence.attempts().size()) {
                add(evidence.attempts().get(i), attempt);
            }
            array.add(attempt);
        }
        return array.build();
    }

    private static void add(Evidence.Attempt told, JsonObjectBuilder json) {
        json.add("n", told.n())
                .add("at", told.at().toString())
                .add("model", told.model())
                .add("mode", told.mode())
                .add("prompt_version", told.promptVersion())
                .add("sent", told.sent())
                .add("sent_sha256", told.sentSha256())
                .add("intact", told.intact());
        if (told.n() > 1) {
            json.add("candidates", EvidenceRecord.array(told.candidates()));
        }
    }

    /** What came of it stands beside what it was made from. */
    private static void add(Evidence.Outcome outcome, JsonObjectBuilder json) {
        JsonObject detail = outcome.detail();
        json.add("state", outcome.state())
                .add("closed_at", outcome.at().toString())
                .add("raw_answer", outcome.raw())
                .add("answer", outcome.shown())
                .add("abstained", outcome.abstained())
                .add("outcome_sha256", outcome.recordSha256());
        for (String name : List.of(
                "grounded",
                "citations",
                "dropped_marks",
                "usage",
                "cost",
                "further_costs",
                "tool_calls",
                "degraded",
                "millis")) {
            json.add(name, detail.getOrDefault(name, JsonValue.NULL));
        }
        json.add("answered_by", detail.getString("model"));
        json.add("answered_in", detail.getOrDefault("mode", JsonValue.NULL));
    }
}
