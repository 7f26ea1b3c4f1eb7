package io.groundwork.routing.rest;

import io.groundwork.platform.rest.JsonShape;
import io.groundwork.routing.PolicyVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;

/** A version on the wire: its document, with what we know of it beside. It can be sent as a draft again as it is. */
final class PolicyJson {

    private PolicyJson() {}

    /** What stands beside the document. */
    public record Beside(
            int version,
            String state,
            Integer percent,
            Instant createdAt,
            String createdBy,
            Instant publishedAt,
            String publishedBy,
            List<ProblemJson> problems) {}

    static JsonObject of(PolicyVersion version) {
        Beside beside = new Beside(
                version.version(),
                version.state().word(),
                version.percent().orElse(null),
                version.createdAt().orElse(null),
                version.createdBy().orElse(null),
                version.publishedAt().orElse(null),
                version.publishedBy().orElse(null),
                ProblemJson.of(version.problems()));
        return Json.createObjectBuilder(json(beside))
                .addAll(Json.createObjectBuilder(version.document()))
                .build();
    }

    private static JsonObject json(Beside beside) {
        try (JsonReader reader = Json.createReader(new StringReader(JsonShape.JSONB.toJson(beside)))) {
            return reader.readObject();
        }
    }
}
