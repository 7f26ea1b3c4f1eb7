package io.groundwork.identity.rest;

import io.groundwork.identity.NewUser;
import io.groundwork.identity.PasswordHash;
import io.groundwork.identity.UserPatch;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.rest.JsonBody;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads people out of request bodies. */
final class People {

    private static final Set<Role> ROLE_OF_A_NEW_USER = Set.of(Role.EMPLOYEE);
    private static final Set<Role> ROLES_OF_A_FIRST_ADMIN = Set.of(Role.ADMIN, Role.EMPLOYEE);

    private People() {}

    /** A user to be made; {@code body} may be the part of a larger body, whose other fields are checked with it. */
    static NewUser newUser(JsonBody body) {
        return person(body, roles(body).orElse(ROLE_OF_A_NEW_USER), body.texts("groups"));
    }

    static NewUser firstAdmin(JsonBody body) {
        return person(body, ROLES_OF_A_FIRST_ADMIN, List.of());
    }

    private static NewUser person(JsonBody body, Set<Role> roles, List<String> groups) {
        String username = body.text("username");
        String email = body.text("email");
        Optional<String> displayName = body.optionalText("display_name");
        Optional<String> password = password(body);
        body.check();
        return new NewUser(username, email, displayName, password.map(People::hash), roles, groups);
    }

    static UserPatch patch(JsonBody body) {
        Optional<String> email = body.optionalText("email");
        Optional<String> displayName = body.optionalText("display_name");
        Optional<Set<Role>> roles = roles(body);
        Optional<List<String>> groups = body.given("groups") ? Optional.of(body.texts("groups")) : Optional.empty();
        Optional<Boolean> active = body.optionalFlag("active");
        Optional<String> password = password(body);
        body.check();
        return new UserPatch(email, displayName, password.map(People::hash), roles, groups, active);
    }

    private static Optional<Set<Role>> roles(JsonBody body) {
        if (!body.given("roles")) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : body.texts("roles")) {
            Role.ofTenant(word).ifPresentOrElse(roles::add, () -> body.note("roles", "identity.role_unknown"));
        }
        return Optional.of(roles);
    }

    /** A blank password is a bad one, not an absent one. */
    private static Optional<String> password(JsonBody body) {
        Optional<String> password = body.optionalText("password");
        if (body.given("password") && !password.map(PasswordHash::isAcceptable).orElse(false)) {
            body.note("password", "identity.password_length", PasswordHash.SHORTEST, PasswordHash.LONGEST);
        }
        return password;
    }

    private static PasswordHash hash(String password) {
        return PasswordHash.of("password", password);
    }
}
