package io.groundwork.collection;

import java.util.UUID;

/**
 * What became of a submission.
 *
 * @param unchanged the same bytes as the latest version, which is ready or on its way: there is nothing to ingest
 */
public record Received(UUID documentId, int version, boolean unchanged) {}
