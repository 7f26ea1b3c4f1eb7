package io.groundwork.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** A tenant of a test's own in the running application, with its first admin's key. */
public record ApiTenant(String slug, Api admin) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Creates a tenant that no other test knows. */
    public static ApiTenant create() {
        String slug = Api.fresh("test");
        JsonObject created = Api.operator()
                .post(
                        "/api/v1/tenants",
                        Json.createObjectBuilder()
                                .add("slug", slug)
                                .add("name", "Test " + slug)
                                .add(
                                        "admin",
                                        Json.createObjectBuilder()
                                                .add("username", "admin")
                                                .add("email", "admin@" + slug + ".example"))
                                .build())
                .expect(201)
                .json();
        return new ApiTenant(slug, new Api(created.getJsonObject("admin_key").getString("secret")));
    }

    /** An address inside the tenant. */
    public String path(String rest) {
        return "/api/v1/tenants/" + slug + rest;
    }

    public void group(String name) {
        admin.post(path("/groups"), Json.createObjectBuilder().add("name", name).build())
                .expect(201);
    }

    /** Creates an employee in these groups and returns a caller with a key of that employee. */
    public Api employee(String username, String... groups) {
        return user(username, new String[] {"employee"}, groups);
    }

    public Api user(String username, String[] roles, String... groups) {
        admin.post(
                        path("/users"),
                        Json.createObjectBuilder()
                                .add("username", username)
                                .add("email", username + "@" + slug + ".example")
                                .add("roles", array(roles))
                                .add("groups", array(groups))
                                .build())
                .expect(201);
        return new Api(admin.post(
                        path("/keys"),
                        Json.createObjectBuilder()
                                .add("username", username)
                                .add("name", "test")
                                .build())
                .expect(201)
                .json()
                .getString("secret"));
    }

    /** Lets a user sign in on the pages. */
    public void password(String username, String password) {
        admin.patch(
                        path("/users/" + username),
                        Json.createObjectBuilder().add("password", password).build())
                .expect(200);
    }

    /** Creates a collection with this access rule. */
    public void collection(String collection, JsonObject access) {
        admin.post(
                        path("/collections"),
                        Json.createObjectBuilder()
                                .add("slug", collection)
                                .add("name", collection)
                                .add("access", access)
                                .build())
                .expect(201);
    }

    /** Loads one text document and waits until it can be found; returns the document's id. */
    public String document(String collection, String externalId, String title, String text) {
        JsonObject line = Json.createObjectBuilder()
                .add("external_id", externalId)
                .add("title", title)
                .add("text", text)
                .build();
        String ingestion = admin.send(
                        "POST",
                        path("/collections/" + collection + "/documents/bulk"),
                        "application/x-ndjson",
                        line + "\n")
                .expect(202)
                .json()
                .getString("ingestion_id");
        assertThat(finished(ingestion).getString("state")).isEqualTo("succeeded");
        return admin
                .get(path("/collections/" + collection + "/documents"))
                .expect(200)
                .json()
                .getJsonArray("data")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(document -> document.getString("external_id").equals(externalId))
                .findFirst()
                .orElseThrow()
                .getString("id");
    }

    /** Waits until an ingestion has ended and returns it. */
    public JsonObject finished(String ingestion) {
        Instant latest = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(latest)) {
            JsonObject progress =
                    admin.get(path("/ingestions/" + ingestion)).expect(200).json();
            if (!progress.getString("state").matches("queued|running")) {
                return progress;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return fail("ingestion " + ingestion + " did not end");
    }

    /** The rule that lets everyone read. */
    public static JsonObject everyone() {
        return allow(Json.createObjectBuilder().add("everyone", true).build());
    }

    /** The rule that lets one group read. */
    public static JsonObject groupOnly(String group) {
        return allow(Json.createObjectBuilder().add("group", group).build());
    }

    private static JsonObject allow(JsonObject entry) {
        return Json.createObjectBuilder()
                .add("allow", Json.createArrayBuilder().add(entry))
                .add("deny", Json.createArrayBuilder())
                .build();
    }

    private static JsonArrayBuilder array(String... values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (String value : values) {
            array.add(value);
        }
        return array;
    }
}
