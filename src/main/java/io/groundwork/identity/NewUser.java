package io.groundwork.identity;

import io.groundwork.platform.kernel.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A user to be made. Without a password nobody can sign in as the user, but keys can be issued. */
public record NewUser(
        String username,
        String email,
        Optional<String> displayName,
        Optional<PasswordHash> password,
        Set<Role> roles,
        List<String> groups) {}
