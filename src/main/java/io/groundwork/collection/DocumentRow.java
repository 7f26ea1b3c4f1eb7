package io.groundwork.collection;

import java.time.Instant;
import java.util.UUID;

/**
 * A document in a list. Who manages documents sees the latest version and its state; who reads sees the version that can
 * be retrieved.
 *
 * @param status {@code draft} or {@code published}
 * @param ownRule whether it has an access rule of its own
 * @param error null unless the version failed
 */
public record DocumentRow(
        UUID id,
        String externalId,
        String title,
        String status,
        int version,
        VersionState state,
        VersionError error,
        int currentVersion,
        boolean ownRule,
        long bytes,
        Instant updatedAt) {}
