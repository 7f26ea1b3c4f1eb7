package io.groundwork.identity;

import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What sign-in looks up before there is a caller; each look is a short transaction of the tenant that was named. */
@ApplicationScoped
class Credentials {

    /** How stale the time of last use may become before it is written again. */
    private static final Duration SPARSELY = Duration.ofMinutes(1);

    private static final String KEY =
            """
            select k.id as key_id, k.secret_hash, k.expires_at, k.last_used_at, u.id, u.username, u.roles,
                   t.status <> 'active' as suspended
            from api_key k
            join users u on u.tenant_id = k.tenant_id and u.id = k.user_id
            join tenant t on t.id = k.tenant_id
            where k.tenant_id = ? and t.slug = ? and k.secret_hash = ? and k.revoked_at is null and u.active
            """;

    private static final String SESSION =
            """
            select u.id, u.username, u.roles, t.slug, t.status <> 'active' as suspended
            from users u join tenant t on t.id = u.tenant_id
            where u.tenant_id = ? and u.id = ? and u.active and u.session_epoch = ?
            """;

    private static final String PERSON =
            """
            select id, username, roles, password_hash, session_epoch from users
            where tenant_id = ? and lower(username) = lower(?) and active
            """;

    @Inject
    private Sql sql;

    /** A user as far as a caller is made of one. */
    record Member(UUID id, String username, Set<Role> roles) {

        static Member read(Row row) throws SQLException {
            Set<Role> roles = Arrays.stream(row.texts("roles"))
                    .map(word -> Role.ofTenant(word).orElseThrow())
                    .collect(Collectors.toUnmodifiableSet());
            return new Member(row.uuid("id"), row.text("username"), roles);
        }
    }

    record FoundKey(UUID id, byte[] hash, Instant expiresAt, Instant lastUsedAt, boolean suspended, Member member) {

        boolean expired(Instant now) {
            return expiresAt != null && !now.isBefore(expiresAt);
        }

        boolean stale(Instant now) {
            return lastUsedAt == null || lastUsedAt.plus(SPARSELY).isBefore(now);
        }
    }

    record FoundSession(String slug, boolean suspended, Member member) {}

    record FoundPerson(Optional<PasswordHash> password, int epoch, Member member) {}

    /** The key of this hash, if its user is active and nobody revoked it, and the tenant is of this slug; notes that it was used. */
    @Transactional
    Optional<FoundKey> key(TenantId tenant, String slug, byte[] hash) {
        Optional<FoundKey> key = sql.one(
                KEY,
                row -> new FoundKey(
                        row.uuid("key_id"),
                        row.bytes("secret_hash"),
                        row.instant("expires_at"),
                        row.instant("last_used_at"),
                        row.flag("suspended"),
                        Member.read(row)),
                tenant.value(),
                slug,
                hash);
        key.filter(found -> found.stale(Instant.now()))
                .ifPresent(found -> sql.run(
                        "update api_key set last_used_at = now() where tenant_id = ? and id = ?",
                        tenant.value(),
                        found.id()));
        return key;
    }

    @Transactional
    Optional<FoundSession> session(TenantId tenant, UUID user, int epoch) {
        return sql.one(
                SESSION,
                row -> new FoundSession(row.text("slug"), row.flag("suspended"), Member.read(row)),
                tenant.value(),
                user,
                epoch);
    }

    @Transactional
    Optional<FoundPerson> person(TenantId tenant, String username) {
        return sql.one(
                PERSON,
                row -> new FoundPerson(
                        Optional.ofNullable(row.text("password_hash")).map(PasswordHash::new),
                        row.integer("session_epoch"),
                        Member.read(row)),
                tenant.value(),
                username);
    }
}
