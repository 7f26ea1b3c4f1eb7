package io.groundwork.collection;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One document. The rule is shown to those who manage documents alone; it is empty for others, and while the document
 * inherits its collection's.
 *
 * @param collection the collection's slug
 * @param version as in {@link DocumentRow}
 * @param error null unless the version failed
 */
public record DocumentDetail(
        UUID id,
        String externalId,
        String title,
        String collection,
        String status,
        int version,
        VersionState state,
        VersionError error,
        int currentVersion,
        String sourceUrl,
        JsonObject attributes,
        Optional<AccessRule> access,
        Instant createdAt,
        Instant updatedAt) {}
