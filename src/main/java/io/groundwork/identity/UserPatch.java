package io.groundwork.identity;

import io.groundwork.platform.kernel.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to change of a user; what is empty stays. {@code groups} replaces the user's own memberships. */
public record UserPatch(
        Optional<String> email,
        Optional<String> displayName,
        Optional<PasswordHash> password,
        Optional<Set<Role>> roles,
        Optional<List<String>> groups,
        Optional<Boolean> active) {

    public static UserPatch active(boolean active) {
        return new UserPatch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(active));
    }
}
