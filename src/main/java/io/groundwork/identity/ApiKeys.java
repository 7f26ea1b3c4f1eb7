package io.groundwork.identity;

import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys that programs use. A key acts as its user, with the user's roles and access of the moment, until it expires, is
 * revoked or the user is deactivated. Its secret is shown once; only its hash is kept.
 */
@ApplicationScoped
public class ApiKeys {

    private static final String KIND = "key";

    private static final String PAGE =
            """
            select k.id, u.username, k.name, k.hint, k.created_at, k.expires_at, k.last_used_at
            from api_key k join users u on u.tenant_id = k.tenant_id and u.id = k.user_id
            where k.tenant_id = ? and k.revoked_at is null
              and (?::text is null or (k.created_at, k.id) <
                   (select l.created_at, l.id from api_key l where l.tenant_id = k.tenant_id and l.id::text = ?))
            order by k.created_at desc, k.id desc limit ?
            """;

    @Inject
    private Sql sql;

    @Inject
    private Directory directory;

    @Inject
    private AuditTrail audit;

    /** Issues a key for a user; {@code expiresAt} empty means that it does not expire. */
    @Transactional
    public IssuedKey create(Caller caller, String username, String name, Optional<Instant> expiresAt) {
        caller.require(Role.ADMIN);
        int tenant = caller.tenant().value();
        Optional<UserDetail> user = directory.user(tenant, username);
        new PersonRules()
                .keyName(name)
                .check("username", user.isPresent(), "identity.user_unknown", username)
                .check("username", user.map(UserDetail::active).orElse(true), "identity.user_inactive", username)
                .check("expires_at", expiresAt.map(Instant.now()::isBefore).orElse(true), "identity.expiry_past")
                .demand();
        UUID id = UUID.randomUUID();
        KeySecret secret = KeySecret.fresh(caller.tenantSlug());
        sql.run(
                "insert into api_key (tenant_id, id, user_id, name, secret_hash, hint, expires_at) values (?, ?, ?, ?, ?, ?, ?)",
                tenant,
                id,
                user.orElseThrow().id(),
                name,
                secret.hash(),
                secret.hint(),
                expiresAt.orElse(null));
        Map<String, Object> detail = new LinkedHashMap<>(Map.of("name", name, "username", username));
        expiresAt.ifPresent(time -> detail.put("expires_at", time.toString()));
        audit.record(caller, "key.issued", KIND, id.toString(), detail);
        return new IssuedKey(id, secret.text());
    }

    /** The keys that are not revoked, newest first. */
    @Transactional
    public Page<ApiKey> page(Caller caller, Page.Request page) {
        caller.require(Role.ADMIN);
        List<ApiKey> rows =
                sql.list(PAGE, ApiKeys::key, caller.tenant().value(), page.after(), page.after(), page.limit() + 1);
        return Page.cut(rows, page.limit(), key -> key.id().toString());
    }

    /** Ends a key at once. */
    @Transactional
    public void revoke(Caller caller, UUID id) {
        caller.require(Role.ADMIN);
        String name = sql.one(
                        "update api_key set revoked_at = now() where tenant_id = ? and id = ? and revoked_at is null returning name",
                        row -> row.text("name"),
                        caller.tenant().value(),
                        id)
                .orElseThrow(Problem.NotFound::thing);
        audit.record(caller, "key.revoked", KIND, id.toString(), Map.of("name", name));
    }

    private static ApiKey key(Row row) throws SQLException {
        return new ApiKey(
                row.uuid("id"),
                row.text("username"),
                row.text("name"),
                row.text("hint"),
                row.instant("created_at"),
                row.instant("expires_at"),
                row.instant("last_used_at"));
    }
}
