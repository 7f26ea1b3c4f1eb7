package io.groundwork.collection;

import io.groundwork.identity.GroupRenamed;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A tenant with people, groups, collections and documents, made through the faces as far as this floor has them. */
final class Town {

    private static int number;

    final Wired wired;
    final Caller admin;
    private final Sql sql;
    private final Map<String, UUID> users = new HashMap<>();
    private final Map<String, UUID> groups = new HashMap<>();
    private final Map<String, UUID> documents = new HashMap<>();

    Town(TestDatabase database, Wired wired) throws SQLException {
        this.wired = wired;
        this.sql = wired.bean(Sql.class);
        String slug = "town-" + ++number;
        this.admin = Caller.system(new TenantId(register(database, slug)), slug);
        principal("everyone");
    }

    private static int register(TestDatabase database, String slug) throws SQLException {
        try (Connection connection = database.asApplication();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into tenant (slug, name) values (?, 'Town') returning id")) {
            insert.setString(1, slug);
            try (ResultSet id = insert.executeQuery()) {
                id.next();
                return id.getInt(1);
            }
        }
    }

    private int tenant() {
        return admin.tenant().value();
    }

    private int principal(String kind) {
        return wired.as(admin, () -> sql.one(
                        "insert into principal (tenant_id, kind) values (?, ?) returning id",
                        row -> row.integer("id"),
                        tenant(),
                        kind)
                .orElseThrow());
    }

    void group(String name, List<String> parents) {
        UUID id = UUID.randomUUID();
        int principal = principal("group");
        wired.run(admin, () -> {
            sql.run(
                    "insert into groups (tenant_id, id, principal_id, name) values (?, ?, ?, ?)",
                    tenant(),
                    id,
                    principal,
                    name);
            parents.forEach(parent -> sql.run(
                    "insert into group_parent (tenant_id, group_id, parent_id) values (?, ?, ?)",
                    tenant(),
                    id,
                    groups.get(parent)));
        });
        groups.put(name, id);
    }

    /** Renames a group as the face does, and lets the rules follow. */
    void rename(String from, String to) {
        wired.run(admin, () -> {
            int principal = wired.bean(Principals.class).group(admin, from).orElseThrow();
            sql.run("update groups set name = ? where tenant_id = ? and id = ?", to, tenant(), groups.get(from));
            wired.bean(NamedGroups.class).follow(new GroupRenamed(admin, from, to, principal));
        });
        groups.put(to, groups.remove(from));
    }

    void person(String username, List<String> memberOf) {
        UUID id = UUID.randomUUID();
        int principal = principal("user");
        wired.run(
                admin,
                () -> sql.run(
                        "insert into users (tenant_id, id, principal_id, username, email, display_name, roles)"
                                + " values (?, ?, ?, ?, ?, ?, '{employee}')",
                        tenant(),
                        id,
                        principal,
                        username,
                        username + "@town.example",
                        username));
        users.put(username, id);
        memberOf.forEach(group -> join(username, group));
    }

    void join(String username, String group) {
        wired.run(
                admin,
                () -> sql.run(
                        "insert into group_member (tenant_id, group_id, user_id) values (?, ?, ?)",
                        tenant(),
                        groups.get(group),
                        users.get(username)));
    }

    void leave(String username, String group) {
        wired.run(
                admin,
                () -> sql.run(
                        "delete from group_member where tenant_id = ? and group_id = ? and user_id = ?",
                        tenant(),
                        groups.get(group),
                        users.get(username)));
    }

    void deactivate(String username) {
        wired.run(
                admin,
                () -> sql.run(
                        "update users set active = false where tenant_id = ? and id = ?",
                        tenant(),
                        users.get(username)));
    }

    Caller caller(String username) {
        return caller(username, Role.EMPLOYEE);
    }

    Caller caller(String username, Role role) {
        UserId user = new UserId(users.get(username));
        return new Caller(admin.tenant(), admin.tenantSlug(), user, username, Set.of(role), null);
    }

    Set<String> people() {
        return users.keySet();
    }

    void collection(String slug, AccessRule rule) {
        wired.run(admin, () -> wired.bean(Collections.class)
                .create(admin, new NewCollection(slug, slug, null, rule, Chunking.DEFAULT, null)));
    }

    /** A document with a ready version; it is known as {@code slug/externalId} from then on. */
    UUID document(String slug, String externalId, AccessRule own, String status) {
        Submission submission = submission(externalId, own, status, "The text of " + externalId);
        Received received = wired.as(admin, () -> wired.bean(Documents.class).receive(admin, slug, submission));
        String text = "The text of " + externalId;
        wired.run(
                admin, () -> wired.bean(Documents.class).ready(admin, received.documentId(), received.version(), text));
        documents.put(slug + "/" + externalId, received.documentId());
        return received.documentId();
    }

    static Submission submission(String externalId, AccessRule own, String status, String content) {
        return new Submission(
                externalId,
                null,
                null,
                own == null ? null : own.toJson(),
                status,
                null,
                externalId + ".txt",
                "text/plain",
                content.getBytes(StandardCharsets.UTF_8));
    }

    UUID document(String name) {
        return documents.get(name);
    }

    Map<String, UUID> documents() {
        return documents;
    }

    static AccessRule rule(String json) {
        JsonObject object =
                Json.createReader(new StringReader(json.replace('\'', '"'))).readObject();
        return AccessRule.parse(object, "access");
    }
}
