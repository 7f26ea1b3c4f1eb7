package io.groundwork.collection.rest;

import io.groundwork.collection.AccessRule;
import io.groundwork.collection.Chunking;
import io.groundwork.collection.CollectionDetail;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** A collection on the wire; the rule is null to those who are no admins. */
public record CollectionJson(
        UUID id,
        String slug,
        String name,
        String description,
        JsonObject access,
        Chunking chunking,
        Integer freshnessDays,
        boolean degradable,
        long documents,
        Instant createdAt,
        Instant updatedAt) {

    static CollectionJson of(CollectionDetail collection) {
        return new CollectionJson(
                collection.id(),
                collection.slug(),
                collection.name(),
                collection.description(),
                collection.access().map(AccessRule::toJson).orElse(null),
                collection.chunking(),
                collection.freshnessDays(),
                collection.degradable(),
                collection.documents(),
                collection.createdAt(),
                collection.updatedAt());
    }
}
