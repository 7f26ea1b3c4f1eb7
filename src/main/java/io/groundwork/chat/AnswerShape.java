package io.groundwork.chat;

import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import io.groundwork.platform.kernel.Problem;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/**
 * The shape that an answer must have: any JSON object, or one that meets a schema. Schemas stand for themselves: nothing
 * that they point to outside is ever fetched.
 *
 * @param format OpenAI's {@code response_format}
 * @param schema what the answer must meet
 */
record AnswerShape(JsonObject format, JsonValue schema) {

    private static final int LONGEST_SCHEMA = 65_536;
    private static final int DEEPEST = 40;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int MOST_FAULTS = 8;
    private static final String FENCE = "```";
    /** Its expressions cannot be bounded like those of strings, and no model's provider takes it. */
    private static final String PATTERN_OF_NAMES = "patternProperties";

    private static final JsonObject ANY_OBJECT =
            Json.createObjectBuilder().add("type", "object").build();

    /**
     * The shape that OpenAI's {@code response_format} demands; empty for plain text.
     *
     * @throws Problem.Invalid where it is none, or its schema is none or too large
     */
    static Optional<AnswerShape> of(Optional<JsonObject> format) {
        return format.flatMap(asked -> switch (asked.getString("type", "")) {
            case "text" -> Optional.empty();
            case "json_object" -> Optional.of(new AnswerShape(asked, ANY_OBJECT));
            case "json_schema" -> Optional.of(new AnswerShape(asked, schema(asked)));
            default -> throw invalid();
        });
    }

    private static JsonValue schema(JsonObject format) {
        if (!(format.get("json_schema") instanceof JsonObject named)
                || !(named.get("schema") instanceof JsonObject schema)) {
            throw invalid();
        }
        if (schema.toString().length() > LONGEST_SCHEMA || deeper(schema, DEEPEST)) {
            throw Problem.Invalid.field("response_format", "chat.schema_too_large", LONGEST_SCHEMA, DEEPEST);
        }
        if (names(schema, PATTERN_OF_NAMES)) {
            throw invalid();
        }
        try {
            validators().createValidator().registerSchema(schema.toString());
            return schema;
        } catch (JsonSchemaException | IllegalArgumentException | BoundedReferences.TooMuch broken) {
            throw invalid();
        }
    }

    private static Problem.Invalid invalid() {
        return Problem.Invalid.field("response_format", "chat.format_invalid");
    }

    /** Whether any JSON object will do. Providers want that said in words too, and some know no other way. */
    boolean isAnyObject() {
        return schema.equals(ANY_OBJECT);
    }

    /** For models that cannot be given a schema otherwise. */
    String inWords() {
        return "Your whole reply is one JSON value and nothing else: no words before or after it, no code fence. It meets this"
                + " JSON schema: " + Untrusted.tame(schema.toString());
    }

    /** What is wrong with an answer, in words; empty when it has the shape. */
    List<String> faults(JsonValue answer) {
        try {
            Validator.Result result = validators().validate(schema.toString(), answer.toString());
            return result.isValid()
                    ? List.of()
                    : result.getErrors().stream()
                            .limit(MOST_FAULTS)
                            .map(fault -> fault.getInstanceLocation() + " " + fault.getError())
                            .toList();
        } catch (JsonSchemaException | StackOverflowError unusable) {
            return List.of("the schema points to what is not in it");
        } catch (BoundedReferences.TooMuch endless) {
            return List.of("the schema refers to itself too often");
        }
    }

    /** An answer as JSON, out of a code fence if it stands in one; empty when it is none. */
    static Optional<JsonValue> read(String answer) {
        String text = unfenced(answer.strip());
        if (text.length() > LONGEST_ANSWER || deep(text)) {
            return Optional.empty();
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return Optional.of(reader.readValue());
        } catch (JsonException | IllegalStateException notJson) {
            return Optional.empty();
        }
    }

    /** Without expressions: those would try each blank of a long row of them as the beginning of the row. */
    private static String unfenced(String text) {
        String inner = text.startsWith(FENCE) ? text.substring(FENCE.length()) : text;
        if (inner.length() < text.length() && inner.startsWith("json")) {
            inner = inner.substring("json".length());
        }
        return inner.endsWith(FENCE) ? inner.substring(0, inner.length() - FENCE.length()) : inner;
    }

    /** Whether brackets stand deeper in each other than any answer needs; a parser would follow them. */
    private static boolean deep(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
            if (depth > DEEPEST * 4) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(JsonValue value, String keyword) {
        return switch (value.getValueType()) {
            case OBJECT ->
                value.asJsonObject().containsKey(keyword)
                        || value.asJsonObject().values().stream().anyMatch(inner -> names(inner, keyword));
            case ARRAY -> value.asJsonArray().stream().anyMatch(inner -> names(inner, keyword));
            default -> false;
        };
    }

    private static boolean deeper(JsonValue value, int most) {
        if (most == 0) {
            return true;
        }
        return switch (value.getValueType()) {
            case OBJECT -> value.asJsonObject().values().stream().anyMatch(inner -> deeper(inner, most - 1));
            case ARRAY -> value.asJsonArray().stream().anyMatch(inner -> deeper(inner, most - 1));
            default -> false;
        };
    }

    private static ValidatorFactory validators() {
        return new ValidatorFactory()
                .withJsonNodeFactory(new JakartaJsonNode.Factory())
                .withEvaluatorFactory(EvaluatorFactory.compose(new BoundedPattern(), new BoundedReferences()))
                .withSchemaResolver(outside -> SchemaResolver.Result.empty());
    }
}
