package io.groundwork.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A user as admins see one; {@code groups} are those that name the user as a member themselves. */
public record UserDetail(
        UUID id,
        String username,
        String email,
        String displayName,
        List<String> roles,
        List<String> groups,
        boolean active,
        Instant createdAt) {}
