package io.groundwork.audit;

import java.time.Instant;

/** Which entries are wanted; null asks for all. {@code since} is included, {@code until} is not. */
public record AuditFilter(
        String actor, String action, String subjectKind, String subject, Instant since, Instant until) {

    public static AuditFilter all() {
        return new AuditFilter(null, null, null, null, null, null);
    }

    public static AuditFilter of(String subjectKind, String subject) {
        return new AuditFilter(null, null, subjectKind, subject, null, null);
    }
}
