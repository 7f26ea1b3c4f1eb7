package io.groundwork.audit;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * One thing that was done.
 *
 * @param actor the username, or {@code operator}, or {@code system} for the application itself
 * @param action what was done, as {@code <subject kind>.<past participle>}, for example {@code user.deactivated}
 * @param subject the name by which people know the thing that it was done to
 * @param detail the changed fields as {@code {"field": {"from": ..., "to": ...}}}, and what else belongs to the action
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String action,
        String subjectKind,
        String subject,
        JsonObject detail,
        String requestId) {}
