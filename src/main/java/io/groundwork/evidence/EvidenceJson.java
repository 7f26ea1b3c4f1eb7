package io.groundwork.evidence;

import io.groundwork.chat.EvidenceLog.Candidate;
import io.groundwork.platform.kernel.Text;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** Evidence as the API tells it. */
public final class EvidenceJson {

    private EvidenceJson() {}

    public static JsonObject of(Evidence evidence) {
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
                .add("candidates", candidates(evidence.candidates()))
                .add("candidates_note", new Text("evidence.candidates_note").in(Locale.ENGLISH))
                .add("sent", evidence.sent())
                .add("sent_sha256", evidence.sentSha256())
                .add("intact", evidence.intact())
                .add("request_id", EvidenceRecord.text(evidence.requestId()))
                .add("traceparent", EvidenceRecord.text(evidence.traceparent()))
                .add("record_sha256", evidence.recordSha256());
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

    private static JsonArray candidates(List<Candidate> candidates) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        candidates.forEach(candidate -> array.add(EvidenceRecord.of(candidate)));
        return array.build();
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
        for (String name :
                List.of("grounded", "citations", "dropped_marks", "usage", "cost", "attempts", "degraded", "millis")) {
            json.add(name, detail.get(name));
        }
        json.add("answered_by", detail.getString("model"));
    }
}
