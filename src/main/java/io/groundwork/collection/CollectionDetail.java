package io.groundwork.collection;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One collection, in lists and alone. The rule is shown to admins alone, and the counts cover what the caller may see.
 *
 * @param freshnessDays after how many days a document counts as stale; null: never
 * @param degradable whether its questions may be answered by a lesser way than the policy's when money runs low
 */
public record CollectionDetail(
        UUID id,
        String slug,
        String name,
        String description,
        Optional<AccessRule> access,
        Chunking chunking,
        Integer freshnessDays,
        boolean degradable,
        long documents,
        Instant createdAt,
        Instant updatedAt) {}
