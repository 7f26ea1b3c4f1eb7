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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** A multipart upload as a submission: the part {@code file}, and what the part {@code metadata} says about it. */
final class Upload {

    private static final int MOST_METADATA = 1 << 20;

    private String fileName;
    private String mediaType;
    private byte[] content;
    private JsonObject metadata = JsonValue.EMPTY_JSON_OBJECT;

    private Upload() {}

    /** Reads the parts in whatever order they come. */
    static Submission read(MultipartBody body, UploadLimits limits) throws IOException {
        Upload upload = new Upload();
        for (Optional<MultipartBody.Part> part = body.next(); part.isPresent(); part = body.next()) {
            upload.take(part.get(), limits);
        }
        if (upload.content == null) {
            throw Problem.Invalid.field("file", "ingest.file_required");
        }
        return upload.submission();
    }

    private void take(MultipartBody.Part part, UploadLimits limits) throws IOException {
        if (part.name().equals("file")) {
            content = limits.readFile(part.content());
            fileName = part.fileName() == null ? null : lastName(part.fileName());
            mediaType = part.mediaType();
        } else if (part.name().equals("metadata")) {
            metadata = object(part.content());
        }
    }

    private static JsonObject object(InputStream in) throws IOException {
        byte[] json = in.readNBytes(MOST_METADATA);
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
            return reader.readObject();
        } catch (JsonException malformed) {
            throw Problem.Invalid.field("metadata", "ingest.metadata_json");
        }
    }

    private Submission submission() {
        JsonBody fields = JsonBody.of(metadata);
        Submission submission = new Submission(
                fields.optionalText("external_id").orElse(null),
                fields.optionalText("title").orElse(null),
                fields.optionalText("source_url").orElse(null),
                fields.optionalObject("access").map(JsonBody::json).orElse(null),
                fields.optionalText("status").orElse(null),
                fields.optionalObject("attributes").map(JsonBody::json).orElse(null),
                fileName,
                mediaType,
                content);
        fields.check();
        return submission;
    }

    /** Some clients send whole paths; only the name matters, and nothing invisible in it. */
    private static String lastName(String sent) {
        String name = sent.replaceAll("\\p{Cntrl}", "").replace('\\', '/');
        Path last = name.isBlank() ? null : Path.of(name).getFileName();
        return last == null ? null : last.toString();
    }
}
