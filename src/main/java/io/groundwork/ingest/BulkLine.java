package io.groundwork.ingest;

import io.groundwork.collection.Submission;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Text;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One line of a bulk upload: a document, or the reason why it is none.
 *
 * @param number counted from 1, blank lines included, so that an editor finds it
 * @param externalId as far as it could be read; null otherwise
 * @param submission null where there is a fault
 * @param fault null where there is a submission
 */
record BulkLine(int number, String externalId, Submission submission, Fault fault) {

    private static final char NUL = 0;
    private static final Set<String> TYPES = Set.of("text/plain", "text/markdown");
    private static final Set<String> STATES = Set.of("draft", "published");

    /** Why a line was not taken. */
    record Fault(String code, String message) {
        static Fault of(String key, Object... arguments) {
            Text text = new Text(key, arguments);
            return new Fault(text.code(), text.in(Locale.ENGLISH));
        }

        /** The fault of a line whose document was refused further down. */
        static Fault of(int line, Problem problem) {
            boolean fields = problem instanceof Problem.Invalid invalid
                    && !invalid.fields().isEmpty();
            String message = fields
                    ? fields(line, (Problem.Invalid) problem)
                    : problem.text().in(Locale.ENGLISH);
            return new Fault(problem.code(), message);
        }

        private static String fields(int line, Problem.Invalid problem) {
            return problem.fields().stream()
                    .map(field -> new Text(
                                    "ingest.line_field",
                                    line,
                                    field.name(),
                                    field.text().in(Locale.ENGLISH))
                            .in(Locale.ENGLISH))
                    .collect(Collectors.joining(" "));
        }
    }

    static BulkLine refused(int number, Fault fault) {
        return new BulkLine(number, null, null, fault);
    }

    static BulkLine read(int number, byte[] line) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(utf8(line)))) {
            return read(number, reader.readObject());
        } catch (JsonParsingException malformed) {
            return refused(number, Fault.of("ingest.line_malformed", number, column(malformed)));
        } catch (CharacterCodingException notUtf8) {
            return refused(number, Fault.of("ingest.line_not_utf8", number));
        } catch (RuntimeException noObject) {
            // JSON of another kind, or nested deeper than the parser goes; the parser has no type for either.
            return refused(number, Fault.of("ingest.line_no_object", number));
        }
    }

    private static String column(JsonParsingException malformed) {
        return Long.toString(Math.max(1, malformed.getLocation().getColumnNumber()));
    }

    private static byte[] utf8(byte[] line) throws CharacterCodingException {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
        return line;
    }

    private static BulkLine read(int number, JsonObject json) {
        String externalId =
                text(json, "external_id").filter(id -> id.indexOf(NUL) < 0).orElse(null);
        Optional<Fault> fault = fault(number, json);
        return fault.isPresent()
                ? new BulkLine(number, externalId, null, fault.get())
                : new BulkLine(number, externalId, submission(json), null);
    }

    private static Optional<Fault> fault(int number, JsonObject json) {
        for (String field : new String[] {"external_id", "text"}) {
            if (text(json, field).isEmpty()) {
                return Optional.of(wrong(number, field, "platform.field_required"));
            }
        }
        for (String field : new String[] {"title", "source_url", "media_type", "status"}) {
            if (given(json, field) && !(json.get(field) instanceof JsonString)) {
                return Optional.of(wrong(number, field, "platform.field_text"));
            }
        }
        if (!TYPES.contains(type(json))) {
            return Optional.of(wrong(number, "media_type", "ingest.media_type_word"));
        }
        if (!STATES.contains(text(json, "status").orElse("published"))) {
            return Optional.of(wrong(number, "status", "ingest.status_word"));
        }
        for (String field : new String[] {"access", "attributes"}) {
            if (given(json, field) && !(json.get(field) instanceof JsonObject)) {
                return Optional.of(wrong(number, field, "platform.field_object"));
            }
        }
        // The database has no place for the character; in the text itself the parser leaves it out.
        return json.keySet().stream()
                .filter(field -> !field.equals("text") && holdsNul(json.get(field)))
                .findFirst()
                .map(field -> wrong(number, field.replace(NUL, ' '), "ingest.nul"));
    }

    private static boolean holdsNul(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.entrySet().stream()
                    .anyMatch(entry -> entry.getKey().indexOf(NUL) >= 0 || holdsNul(entry.getValue()));
        }
        if (value instanceof JsonArray array) {
            return array.stream().anyMatch(BulkLine::holdsNul);
        }
        return value instanceof JsonString string && string.getString().indexOf(NUL) >= 0;
    }

    private static Fault wrong(int number, String field, String key) {
        return Fault.of("ingest.line_field", number, field, new Text(key).in(Locale.ENGLISH));
    }

    private static Submission submission(JsonObject json) {
        return new Submission(
                text(json, "external_id").orElseThrow(),
                text(json, "title").orElse(null),
                text(json, "source_url").orElse(null),
                object(json, "access"),
                text(json, "status").orElse(null),
                object(json, "attributes"),
                null,
                type(json),
                json.getString("text").getBytes(StandardCharsets.UTF_8));
    }

    private static String type(JsonObject json) {
        return text(json, "media_type").orElse("text/plain").toLowerCase(Locale.ROOT);
    }

    private static boolean given(JsonObject json, String field) {
        return json.containsKey(field) && json.get(field) != JsonValue.NULL;
    }

    private static Optional<String> text(JsonObject json, String field) {
        return json.get(field) instanceof JsonString string
                        && !string.getString().isBlank()
                ? Optional.of(string.getString())
                : Optional.empty();
    }

    private static JsonObject object(JsonObject json, String field) {
        return json.get(field) instanceof JsonObject object ? object : null;
    }
}
