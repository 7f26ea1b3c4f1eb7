package io.groundwork.collection.rest;

import io.groundwork.collection.DocumentRow;
import io.groundwork.collection.VersionError;
import java.time.Instant;
import java.util.UUID;

/** A document in a list on the wire. */
public record DocumentRowJson(
        UUID id,
        String externalId,
        String title,
        String status,
        int version,
        String state,
        VersionError error,
        int currentVersion,
        boolean ownRule,
        long bytes,
        Instant updatedAt) {

    static DocumentRowJson of(DocumentRow document) {
        return new DocumentRowJson(
                document.id(),
                document.externalId(),
                document.title(),
                document.status(),
                document.version(),
                document.state().word(),
                document.error(),
                document.currentVersion(),
                document.ownRule(),
                document.bytes(),
                document.updatedAt());
    }
}
