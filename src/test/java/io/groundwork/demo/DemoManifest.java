package io.groundwork.demo;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo tenant as it stands on disk, with the access rules of the API read a second time, by a few lines that share
 * nothing with the application: what this says a person may read is what the loaded tenant must agree with.
 */
final class DemoManifest {

    static final Path HOME = Path.of("src/main/resources/io/groundwork/demo");
    static final Path DOCUMENTS = HOME.resolve("documents");

    /** One document with the collection it lies in, because access needs both. */
    record Entry(JsonObject collection, JsonObject document) {

        String id() {
            return document.getString("external_id");
        }

        boolean published() {
            return document.getString("status").equals("published");
        }

        List<Path> files() {
            Path folder = DOCUMENTS.resolve(collection.getString("slug"));
            return strings(document, "versions").stream().map(folder::resolve).toList();
        }
    }

    private final JsonObject root;

    DemoManifest() {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(HOME.resolve("tenant.json")))) {
            root = reader.readObject();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<JsonObject> all(String name) {
        return root.getJsonArray(name).getValuesAs(JsonObject.class);
    }

    List<Entry> entries() {
        return all("collections").stream()
                .flatMap(collection -> collection.getJsonArray("documents").getValuesAs(JsonObject.class).stream()
                        .map(document -> new Entry(collection, document)))
                .toList();
    }

    Map<String, Entry> entriesById() {
        Map<String, Entry> byId = new LinkedHashMap<>();
        entries().forEach(entry -> byId.put(entry.id(), entry));
        return byId;
    }

    Set<String> names(String list, String field) {
        return all(list).stream().map(each -> each.getString(field)).collect(Collectors.toSet());
    }

    List<JsonObject> rules() {
        return entries().stream()
                .flatMap(entry -> Stream.of(entry.collection(), entry.document()))
                .map(owner -> owner.getJsonObject("access"))
                .filter(Objects::nonNull)
                .toList();
    }

    boolean mayRead(String username, Entry entry) {
        JsonObject inherited = entry.collection().getJsonObject("access");
        JsonObject own = entry.document().getJsonObject("access");
        boolean denied = matches(username, inherited, "deny") || own != null && matches(username, own, "deny");
        return !denied && matches(username, own == null ? inherited : own, "allow");
    }

    Set<String> groupsOf(String username) {
        Set<String> groups = new HashSet<>();
        all("people").stream()
                .filter(person -> person.getString("username").equals(username))
                .forEach(person -> join(strings(person, "groups"), groups));
        return groups;
    }

    private void join(Collection<String> names, Set<String> joined) {
        for (JsonObject group : all("groups")) {
            if (names.contains(group.getString("name")) && joined.add(group.getString("name"))) {
                join(strings(group, "parents"), joined);
            }
        }
    }

    private boolean matches(String username, JsonObject rule, String list) {
        return rule.containsKey(list) && rule.getJsonArray(list).stream().anyMatch(entry -> matches(username, entry));
    }

    private boolean matches(String username, JsonValue value) {
        JsonObject entry = value.asJsonObject();
        if (entry.containsKey("all_of")) {
            return entry.getJsonArray("all_of").stream().allMatch(part -> matches(username, part));
        }
        if (entry.containsKey("group")) {
            return groupsOf(username).contains(entry.getString("group"));
        }
        return entry.getBoolean("everyone", false) || username.equals(entry.getString("user", null));
    }

    static List<String> strings(JsonObject owner, String field) {
        JsonArray values = owner.containsKey(field) && !owner.isNull(field) ? owner.getJsonArray(field) : null;
        return values == null
                ? List.of()
                : values.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList();
    }
}
