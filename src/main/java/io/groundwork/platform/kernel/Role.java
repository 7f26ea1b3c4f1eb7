package io.groundwork.platform.kernel;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do; a user may hold several roles of a tenant, the operator holds no tenant's role. */
public enum Role {
    /** Runs the installation: creates and suspends tenants, sees no contents. */
    OPERATOR,
    /** Configures one tenant. */
    ADMIN,
    /** Reads the evidence of one tenant, changes no configuration. */
    REVIEWER,
    /** Asks. */
    EMPLOYEE;

    /** The word that the API and the database use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that a tenant can give under this word; empty for unknown words and for {@code operator}. */
    public static Optional<Role> ofTenant(String word) {
        for (Role role : values()) {
            if (role != OPERATOR && role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
