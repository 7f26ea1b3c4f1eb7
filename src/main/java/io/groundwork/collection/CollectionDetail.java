package io.groundwork.collection;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One collection, in lists and alone. The rule is shown to admins alone, and the counts cover what the caller may see.
 *
 * @param freshnessDays after how many days a document counts as stale; null: never
 */
public record CollectionDetail(
        UUID id,
        String slug,
        String name,
        String description,
        Optional<AccessRule> access,
        Chunking chunking,
        Integer freshnessDays,
        long documents,
        Instant createdAt,
        Instant updatedAt) {}
