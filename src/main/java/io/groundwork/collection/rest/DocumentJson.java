package io.groundwork.collection.rest;

import io.groundwork.collection.AccessRule;
import io.groundwork.collection.DocumentDetail;
import io.groundwork.collection.VersionError;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/** One document on the wire; {@code access} is null while it inherits, and to those who are no admins. */
public record DocumentJson(
        UUID id,
        String externalId,
        String title,
        String collection,
        String status,
        int version,
        String state,
        VersionError error,
        int currentVersion,
        String sourceUrl,
        JsonObject attributes,
        JsonObject access,
        Instant createdAt,
        Instant updatedAt) {

    static DocumentJson of(DocumentDetail document) {
        return new DocumentJson(
                document.id(),
                document.externalId(),
                document.title(),
                document.collection(),
                document.status(),
                document.version(),
                document.state().word(),
                document.error(),
                document.currentVersion(),
                document.sourceUrl(),
                document.attributes(),
                document.access().map(AccessRule::toJson).orElse(null),
                document.createdAt(),
                document.updatedAt());
    }
}
