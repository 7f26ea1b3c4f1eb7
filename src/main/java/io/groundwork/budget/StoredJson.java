package io.groundwork.budget;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Optional;

/** JSON as the database hands it out. */
final class StoredJson {

    private StoredJson() {}

    static Optional<JsonObject> read(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try (var reader = Json.createReader(new StringReader(text))) {
            return Optional.of(reader.readObject());
        }
    }
}
