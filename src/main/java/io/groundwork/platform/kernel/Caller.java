package io.groundwork.platform.kernel;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who asks for an operation. Every operation of a public face takes its caller first: the tenant in it binds the
 * transaction to that tenant's rows, and the roles in it decide whether the operation is refused.
 *
 * <p>A caller is a member of a tenant (by session or by key), the operator of the installation, or the application
 * itself when it works on behalf of a tenant (a job, a set-up step).
 *
 * @param tenant the tenant whose rows the operation sees; null only for the operator
 * @param tenantSlug the tenant's name in addresses; null only for the operator
 * @param user the acting user; null for the operator and for the application itself
 * @param key the API key used; null when the caller signed in with a session
 */
public record Caller(TenantId tenant, String tenantSlug, UserId user, String username, Set<Role> roles, UUID key) {

    private static final String SYSTEM = "system";

    public Caller {
        Objects.requireNonNull(username, "username");
        roles = Set.copyOf(roles);
        boolean operator = roles.contains(Role.OPERATOR);
        if (operator != (tenant == null) || (tenant == null) != (tenantSlug == null)) {
            throw new IllegalArgumentException("a caller has a tenant, or is the operator");
        }
    }

    public static Caller operator() {
        return new Caller(null, null, null, "operator", Set.of(Role.OPERATOR), null);
    }

    /** The application itself, working inside one tenant with an admin's rights. */
    public static Caller system(TenantId tenant, String tenantSlug) {
        return new Caller(tenant, tenantSlug, null, SYSTEM, Set.of(Role.ADMIN), null);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isOperator() {
        return is(Role.OPERATOR);
    }

    public Optional<UserId> userId() {
        return Optional.ofNullable(user);
    }

    /**
     * Demands one of these roles.
     *
     * @throws Problem.Refused if the caller has none of them
     */
    public void require(Role... anyOf) {
        for (Role role : anyOf) {
            if (is(role)) {
                return;
            }
        }
        throw new Problem.Refused("platform.role_required");
    }
}
