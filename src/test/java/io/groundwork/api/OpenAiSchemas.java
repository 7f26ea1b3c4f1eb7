package io.groundwork.api;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The schemas of OpenAI's own description of its API. That description is of OpenAPI 3.1 and still says {@code nullable}, a
 * word of 3.0, in places; it is read as it is meant.
 */
final class OpenAiSchemas {

    private static final String HOME = "urn:openai";
    private static final int LARGEST = 64 * 1024 * 1024;

    private final Validator validator;

    OpenAiSchemas(Path description) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setMaxAliasesForCollections(1_000);
        try (Reader yaml = Files.newBufferedReader(description)) {
            Map<?, ?> whole = new Yaml(new SafeConstructor(options)).load(yaml);
            Map<?, ?> schemas = (Map<?, ?>) ((Map<?, ?>) whole.get("components")).get("schemas");
            JsonObject root = Json.createObjectBuilder()
                    .add("$id", HOME)
                    .add("$defs", Json.createValue("here"))
                    .build();
            String text = root.toString().replace("\"here\"", meant(schemas).toString());
            validator = new ValidatorFactory()
                    .withJsonNodeFactory(new JakartaJsonNode.Factory())
                    .withDisabledSchemaValidation(true)
                    .createValidator();
            validator.registerSchema(URI.create(HOME), text.replace("#/components/schemas/", "#/$defs/"));
        }
    }

    /** What is wrong with a reply; empty when it meets the schema of this name. */
    List<String> faults(String schema, JsonValue reply) {
        URI uri = validator.registerSchema("{\"$ref\":\"" + HOME + "#/$defs/" + schema + "\"}");
        Validator.Result result = validator.validate(uri, reply.toString());
        return result.isValid()
                ? List.of()
                : result.getErrors().stream()
                        .map(fault -> fault.getInstanceLocation() + ": " + fault.getError())
                        .distinct()
                        .collect(Collectors.toList());
    }

    private static JsonValue meant(Object yaml) {
        if (yaml instanceof Map<?, ?> map) {
            Map<String, JsonValue> fields = new LinkedHashMap<>();
            map.forEach((key, value) -> fields.put(String.valueOf(key), meant(value)));
            boolean nullable = fields.remove("nullable") == JsonValue.TRUE;
            JsonObject schema = object(fields);
            return nullable ? orNull(schema) : schema;
        }
        if (yaml instanceof List<?> list) {
            var array = Json.createArrayBuilder();
            list.forEach(entry -> array.add(meant(entry)));
            return array.build();
        }
        if (yaml instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (yaml instanceof Number number) {
            return Json.createValue(new java.math.BigDecimal(number.toString()));
        }
        return yaml == null ? JsonValue.NULL : Json.createValue(yaml.toString());
    }

    private static JsonObject object(Map<String, JsonValue> fields) {
        var object = Json.createObjectBuilder();
        fields.forEach(object::add);
        return object.build();
    }

    private static JsonObject orNull(JsonObject schema) {
        return Json.createObjectBuilder()
                .add(
                        "anyOf",
                        Json.createArrayBuilder()
                                .add(schema)
                                .add(Json.createObjectBuilder().add("type", "null")))
                .build();
    }
}
