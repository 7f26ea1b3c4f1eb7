package io.groundwork.intent;

import java.time.Instant;
import java.util.UUID;

/** A question that the tenant has labelled. It counts from the next training on, until it is removed and trained again. */
public record IntentExample(UUID id, String text, String intent, Instant createdAt) {}
