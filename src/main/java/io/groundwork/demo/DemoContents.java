package io.groundwork.demo;

import io.groundwork.budget.BudgetSpec;
import io.groundwork.budget.Period;
import io.groundwork.budget.Scope;
import io.groundwork.identity.NewGroup;
import io.groundwork.platform.kernel.Money;
import io.groundwork.platform.kernel.Role;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the demo company consists of, as its description in the resources beside this class says. */
final class DemoContents {

    private static final String DESCRIPTION = "tenant.json";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "md", "text/markdown",
            "txt", "text/plain",
            "html", "text/html",
            "pdf", "application/pdf",
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "eml", "message/rfc822");

    private final JsonObject description;

    private DemoContents(JsonObject description) {
        this.description = description;
    }

    /** One person of the company. */
    record Person(String username, String displayName, String email, Set<Role> roles, List<String> groups) {}

    /** One collection, its rule as the API writes it; {@code freshnessDays} may be null. */
    record Shelf(
            String slug,
            String name,
            String description,
            JsonObject access,
            Integer freshnessDays,
            List<Paper> papers) {}

    /** One document with the files of its versions in order; {@code access} is null where it inherits. */
    record Paper(String externalId, String title, String status, JsonObject access, List<String> versions) {}

    static DemoContents read() {
        try (JsonReader reader = Json.createReader(resource(DESCRIPTION))) {
            return new DemoContents(reader.readObject());
        }
    }

    String slug() {
        return description.getJsonObject("tenant").getString("slug");
    }

    String name() {
        return description.getJsonObject("tenant").getString("name");
    }

    List<Person> people() {
        return objects(description, "people").stream()
                .map(person -> new Person(
                        person.getString("username"),
                        person.getString("display_name"),
                        person.getString("email"),
                        texts(person, "roles").stream()
                                .map(word -> Role.ofTenant(word).orElseThrow())
                                .collect(Collectors.toSet()),
                        texts(person, "groups")))
                .toList();
    }

    /** Parents before the groups that stand under them. */
    List<NewGroup> groups() {
        return objects(description, "groups").stream()
                .map(group -> new NewGroup(group.getString("name"), List.of(), texts(group, "parents")))
                .toList();
    }

    /** What may be spent, as soon as somebody registers a model that costs something. */
    Map<String, BudgetSpec> budgets() {
        return objects(description, "budgets").stream()
                .collect(Collectors.toMap(budget -> budget.getString("name"), DemoContents::budget));
    }

    private static BudgetSpec budget(JsonObject budget) {
        Optional<String> group = Optional.ofNullable(budget.getString("group", null));
        return new BudgetSpec(
                group.map(name -> new Scope(Scope.Kind.GROUP, name)).orElse(Scope.WHOLE_TENANT),
                Period.of(budget.getString("period")).orElseThrow(),
                new Money(new BigDecimal(budget.getString("limit")), budget.getString("currency")),
                Optional.ofNullable(budget.getString("member_limit", null)).map(BigDecimal::new),
                budget.getJsonArray("alert_percent").getValuesAs(JsonNumber::intValue),
                Optional.ofNullable(budget.getJsonObject("degrade")));
    }

    List<Shelf> shelves() {
        return objects(description, "collections").stream()
                .map(DemoContents::shelf)
                .toList();
    }

    private static Shelf shelf(JsonObject collection) {
        return new Shelf(
                collection.getString("slug"),
                collection.getString("name"),
                collection.getString("description"),
                collection.getJsonObject("access"),
                collection.containsKey("freshness_days") ? collection.getInt("freshness_days") : null,
                objects(collection, "documents").stream()
                        .map(DemoContents::paper)
                        .toList());
    }

    private static Paper paper(JsonObject document) {
        return new Paper(
                document.getString("external_id"),
                document.getString("title"),
                document.getString("status"),
                document.getJsonObject("access"),
                texts(document, "versions"));
    }

    byte[] file(Shelf shelf, String file) {
        try (InputStream stream = resource("documents/" + shelf.slug() + "/" + file)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String mediaType(String file) {
        return MEDIA_TYPES.get(file.substring(file.lastIndexOf('.') + 1));
    }

    private static InputStream resource(String name) {
        InputStream stream = DemoContents.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("the demo company lacks " + name);
        }
        return stream;
    }

    private static List<JsonObject> objects(JsonObject object, String list) {
        return object.getJsonArray(list).getValuesAs(JsonObject.class);
    }

    private static List<String> texts(JsonObject object, String list) {
        return object.getJsonArray(list).getValuesAs(JsonString::getString);
    }
}
