package io.groundwork.collection;

import java.time.Instant;

/**
 * One version of a document.
 *
 * @param current whether this is the version that can be retrieved
 * @param error null unless it failed
 */
public record VersionRow(
        int version,
        VersionState state,
        boolean current,
        String fileName,
        String mediaType,
        long bytes,
        VersionError error,
        Instant createdAt,
        Instant readyAt) {}
