package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Finds whom a scope means. */
@ApplicationScoped
class Subjects {

    private static final String GROUP = "select id from groups where tenant_id = ? and lower(name) = lower(?)";
    private static final String USER = "select id from users where tenant_id = ? and lower(username) = lower(?)";
    private static final String KEY =
            "select id from api_key where tenant_id = ? and id::text = lower(?) and revoked_at is null";

    @Inject
    private Sql sql;

    @Inject
    private ModelNames models;

    /**
     * The id of the group, user or key; null for the tenant and for a model.
     *
     * @throws Problem.Invalid where there is none of that name
     */
    UUID of(Caller caller, Scope scope) {
        return switch (scope.kind()) {
            case TENANT -> null;
            case MODEL -> model(caller, scope);
            case GROUP -> named(caller, scope, GROUP, "budget.unknown_group");
            case USER -> named(caller, scope, USER, "budget.unknown_user");
            case KEY -> named(caller, scope, KEY, "budget.unknown_key");
        };
    }

    private UUID model(Caller caller, Scope scope) {
        if (!models.has(caller, scope.name())) {
            throw Problem.Invalid.field("scope.model", "budget.unknown_model", scope.name());
        }
        return null;
    }

    Optional<UUID> user(Caller caller, String username) {
        return sql.one(USER, row -> row.uuid("id"), caller.tenant().value(), username);
    }

    private UUID named(Caller caller, Scope scope, String query, String unknown) {
        Optional<UUID> found =
                sql.one(query, row -> row.uuid("id"), caller.tenant().value(), scope.name());
        return found.orElseThrow(
                () -> Problem.Invalid.field("scope." + scope.kind().word(), unknown, scope.name()));
    }
}
