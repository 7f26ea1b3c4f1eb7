package io.groundwork.identity;

import io.groundwork.audit.AuditTrail;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Counts the attempts to sign in under a name, known or not, and writes each into the audit trail. The caller here is
 * whoever tries: a name without any roles.
 */
@ApplicationScoped
class SignInGuard {

    private static final String KIND = "user";

    @Inject
    private Sql sql;

    @Inject
    private AuditTrail audit;

    /** Counts an attempt; how long it has to wait instead of being made, or zero. */
    @Transactional
    Duration admit(Caller visitor) {
        int tenant = visitor.tenant().value();
        String name = visitor.username().toLowerCase(Locale.ROOT);
        sql.run("delete from sign_in_throttle where tenant_id = ? and updated_at < now() - interval '1 day'", tenant);
        sql.run(
                "insert into sign_in_throttle (tenant_id, username) values (?, ?) on conflict do nothing",
                tenant,
                name);
        Throttle before = sql.one(
                        "select failures, blocked_until, updated_at from sign_in_throttle"
                                + " where tenant_id = ? and username = ? for update",
                        row -> new Throttle(
                                row.integer("failures"), row.instant("blocked_until"), row.instant("updated_at")),
                        tenant,
                        name)
                .orElseThrow();
        Instant now = Instant.now();
        Duration wait = before.wait(now);
        if (!wait.isZero()) {
            audit.record(
                    visitor, "sign_in.blocked", KIND, visitor.username(), Map.of("wait_seconds", wait.toSeconds()));
            return wait;
        }
        Throttle after = before.attempted(now);
        sql.run(
                "update sign_in_throttle set failures = ?, blocked_until = ?, updated_at = ? where tenant_id = ? and username = ?",
                after.failures(),
                after.blockedUntil(),
                after.last(),
                tenant,
                name);
        return Duration.ZERO;
    }

    @Transactional
    void failed(Caller visitor, String why) {
        audit.record(visitor, "sign_in.failed", KIND, visitor.username(), Map.of("reason", why));
    }

    /** Forgets the attempts before. */
    @Transactional
    void succeeded(Caller person) {
        sql.run(
                "delete from sign_in_throttle where tenant_id = ? and username = ?",
                person.tenant().value(),
                person.username().toLowerCase(Locale.ROOT));
        audit.record(person, "sign_in.succeeded", KIND, person.username(), Map.of());
    }
}
