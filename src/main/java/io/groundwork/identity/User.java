package io.groundwork.identity;

import io.groundwork.platform.kernel.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A person of a tenant. A user is made active, may be given a password, roles and memberships, and may be deactivated and
 * taken back; a user is never deleted, because evidence names them. Deactivation and a new password end every session of
 * the user at once, by raising the epoch that sessions are checked against; keys count only while their user is active.
 */
@Entity
@Table(name = "users")
@IdClass(User.Key.class)
class User {

    @Id
    @Column(name = "tenant_id")
    private int tenantId;

    @Id
    private UUID id;

    @Column(name = "principal_id", nullable = false, updatable = false)
    private int principalId;

    @Column(nullable = false, updatable = false)
    private String username;

    @Column(nullable = false)
    private String email;

    @Column(name = "display_name", nullable = false)
    private String displayName;

    @Column(name = "password_hash")
    private String passwordHash;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(nullable = false)
    private String[] roles;

    @Column(nullable = false)
    private boolean active;

    @Column(name = "session_epoch", nullable = false)
    private int sessionEpoch;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    /** The row's key: ids are a tenant's own. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private int tenantId;
        private UUID id;

        protected Key() {}

        Key(int tenantId, UUID id) {
            this.tenantId = tenantId;
            this.id = id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.tenantId == tenantId && Objects.equals(key.id, id);
        }

        @Override
        public int hashCode() {
            return Objects.hash(tenantId, id);
        }
    }

    protected User() {}

    User(int tenantId, int principalId, NewUser made) {
        this.tenantId = tenantId;
        this.id = UUID.randomUUID();
        this.principalId = principalId;
        this.username = made.username();
        this.email = made.email();
        this.displayName = made.displayName().orElse(made.username());
        this.passwordHash = made.password().map(PasswordHash::stored).orElse(null);
        this.active = true;
        this.createdAt = Instant.now();
        grant(made.roles());
    }

    UUID id() {
        return id;
    }

    boolean isActiveAdmin() {
        return active && Arrays.asList(roles).contains(Role.ADMIN.word());
    }

    void rename(String newDisplayName) {
        displayName = newDisplayName;
    }

    void writeTo(String newEmail) {
        email = newEmail;
    }

    /** Gives the user exactly these roles. */
    void grant(Set<Role> granted) {
        roles = granted.stream().map(Role::word).sorted().toArray(String[]::new);
    }

    void choosePassword(PasswordHash password) {
        passwordHash = password.stored();
        sessionEpoch++;
    }

    void deactivate() {
        if (active) {
            active = false;
            sessionEpoch++;
        }
    }

    void reactivate() {
        active = true;
    }

    Set<String> roleWords() {
        return Arrays.stream(roles).collect(Collectors.toUnmodifiableSet());
    }
}
