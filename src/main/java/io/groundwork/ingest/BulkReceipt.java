package io.groundwork.ingest;

import java.util.UUID;

/**
 * What became of a bulk upload.
 *
 * @param accepted the lines that were taken in as documents
 * @param refused the lines that were not; the ingestion names each with its reason
 */
public record BulkReceipt(UUID ingestionId, int accepted, int refused) {}
