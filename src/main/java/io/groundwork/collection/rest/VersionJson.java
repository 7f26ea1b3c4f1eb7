package io.groundwork.collection.rest;

import io.groundwork.collection.VersionError;
import io.groundwork.collection.VersionRow;
import java.time.Instant;

/** A version of a document on the wire. */
public record VersionJson(
        int version,
        String state,
        boolean current,
        String fileName,
        String mediaType,
        long bytes,
        VersionError error,
        Instant createdAt,
        Instant readyAt) {

    static VersionJson of(VersionRow version) {
        return new VersionJson(
                version.version(),
                version.state().word(),
                version.current(),
                version.fileName(),
                version.mediaType(),
                version.bytes(),
                version.error(),
                version.createdAt(),
                version.readyAt());
    }
}
