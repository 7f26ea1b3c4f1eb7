package io.groundwork.ingest;

import java.util.UUID;

/**
 * What became of a submitted file: which version of which document it is, and where its progress can be seen.
 *
 * @param unchanged the same bytes as the version before; nothing new is done
 */
public record SubmissionReceipt(UUID documentId, int version, UUID ingestionId, boolean unchanged) {}
