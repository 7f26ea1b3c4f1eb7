package io.groundwork.collection;

import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** One table of who may read what, as it is written in {@code src/test/resources/access}. */
record TruthTable(String name, Map<String, Object> table) {

    private static final Path TABLES = Path.of("src/test/resources/access");

    static List<TruthTable> all() {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(TruthTable::read)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static TruthTable read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new TruthTable(file.getFileName().toString(), new Yaml().load(in));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Map<String, List<String>> part(String part) {
        return map(table.get(part));
    }

    /** The tenant that the table describes. */
    Town settle(TestDatabase database, Wired wired) throws SQLException {
        Town town = new Town(database, wired);
        part("groups").forEach(town::group);
        part("people").forEach(town::person);
        Map<String, Map<String, Object>> collections = map(table.get("collections"));
        collections.forEach((slug, collection) -> {
            town.collection(slug, rule(collection));
            Map<String, Map<String, Object>> documents = map(collection.get("documents"));
            documents.forEach((id, document) -> town.document(
                    slug, id, document.containsKey("rule") ? rule(document) : null, (String) document.get("status")));
        });
        deactivated().forEach(town::deactivate);
        return town;
    }

    private List<String> deactivated() {
        @SuppressWarnings("unchecked")
        List<String> names = (List<String>) table.getOrDefault("deactivated", List.of());
        return names;
    }

    private static AccessRule rule(Map<String, Object> holder) {
        @SuppressWarnings("unchecked")
        JsonObject json = Json.createObjectBuilder((Map<String, Object>) holder.get("rule"))
                .build();
        return AccessRule.parse(json, "access");
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> map(Object value) {
        return value == null ? Map.of() : (Map<String, V>) value;
    }
}
