package io.groundwork.ingest.rest;

import io.groundwork.collection.Submission;
import io.groundwork.ingest.UploadLimits;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.JsonBody;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.EntityPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A multipart upload as a submission: the part {@code file}, and what the part {@code metadata} says about it. */
final class Upload {

    private static final int MOST_METADATA = 1 << 20;

    private Upload() {}

    static Submission read(List<EntityPart> parts, UploadLimits limits) throws IOException {
        EntityPart file = part(parts, "file").orElseThrow(() -> Problem.Invalid.field("file", "ingest.file_required"));
        JsonObject metadata = metadata(parts);
        byte[] content;
        try (InputStream in = file.getContent()) {
            content = limits.readFile(in);
        }
        return submission(file, metadata, content);
    }

    private static Optional<EntityPart> part(List<EntityPart> parts, String name) {
        return parts.stream().filter(part -> name.equals(part.getName())).findFirst();
    }

    private static JsonObject metadata(List<EntityPart> parts) throws IOException {
        Optional<EntityPart> part = part(parts, "metadata");
        if (part.isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (InputStream in = part.get().getContent();
                JsonReader reader = Json.createReader(new ByteArrayInputStream(in.readNBytes(MOST_METADATA)))) {
            return reader.readObject();
        } catch (JsonException malformed) {
            throw Problem.Invalid.field("metadata", "ingest.metadata_json");
        }
    }

    private static Submission submission(EntityPart file, JsonObject json, byte[] content) {
        JsonBody metadata = JsonBody.of(json);
        String name = file.getFileName().map(Upload::lastName).filter(last -> !last.isBlank()).orElse(null);
        Submission submission = new Submission(
                metadata.optionalText("external_id").orElse(null),
                metadata.optionalText("title").orElse(null),
                metadata.optionalText("source_url").orElse(null),
                metadata.optionalObject("access").map(JsonBody::json).orElse(null),
                metadata.optionalText("status").orElse(null),
                metadata.optionalObject("attributes").map(JsonBody::json).orElse(null),
                name,
                file.getMediaType() == null ? null : file.getMediaType().toString(),
                content);
        metadata.check();
        return submission;
    }

    /** Some clients send whole paths; only the name matters, and nothing invisible in it. */
    private static String lastName(String sent) {
        String name = sent.replaceAll("[\\p{Cntrl}]", "").replace('\\', '/');
        Path last = Path.of(name.isBlank() ? "file" : name).getFileName();
        return last == null ? "" : last.toString();
    }
}
