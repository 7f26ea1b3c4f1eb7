package io.groundwork.collection;

import java.util.UUID;

/** The received bytes of one version, and what is needed to make its text and chunks. */
public record VersionFile(
        UUID documentId,
        int version,
        String externalId,
        String title,
        String fileName,
        String mediaType,
        byte[] content,
        Chunking chunking) {}
