package io.groundwork.identity;

import java.time.Instant;
import java.util.UUID;

/** An issued key without its secret; {@code hint} is the end of the secret, to tell keys apart by. */
public record ApiKey(
        UUID id, String username, String name, String hint, Instant createdAt, Instant expiresAt, Instant lastUsedAt) {}
