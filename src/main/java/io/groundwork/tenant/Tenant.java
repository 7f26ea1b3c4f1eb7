package io.groundwork.tenant;

import java.time.Instant;
import java.util.UUID;

/** What the register says of a tenant; {@code status} is {@code active} or {@code suspended}; its days begin at midnight of its zone. */
public record Tenant(UUID id, String slug, String name, String status, String timeZone, Instant createdAt) {}
