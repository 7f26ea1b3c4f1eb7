package io.groundwork.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key that was used before is asked for anew all the same. */
class AuthenticationTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static Wired wired;
    private static int number;

    private final String slug = "keys-" + ++number;
    private Caller inside;
    private String secret;

    @BeforeAll
    static void wire() {
        wired = new Wired(database).with(OperatorKey.class, new OperatorKey() {
            @Override
            boolean matches(String ignored) {
                return false;
            }
        });
    }

    @AfterAll
    static void close() {
        wired.close();
    }

    @BeforeEach
    void aKeyThatWasUsed() {
        inside = opened();
        secret = issued();
        assertThat(byKey().tenant()).isEqualTo(inside.tenant());
        assertThat(byKey().username()).isEqualTo("ada");
    }

    @Test
    void aRevokedKeyIsRefusedAtOnce() {
        change("update api_key set revoked_at = now() where tenant_id = ?");
        refused("identity.invalid_api_key");
    }

    @Test
    void theKeyOfSomebodyWhoLeftIsRefusedAtOnce() {
        change("update users set active = false where tenant_id = ?");
        refused("identity.invalid_api_key");
    }

    @Test
    void anExpiredKeyIsRefusedAsSuch() {
        change("update api_key set expires_at = now() - interval '1 minute' where tenant_id = ?");
        refused("identity.key_expired");
    }

    @Test
    void theRolesOfTheMomentCount() {
        assertThat(byKey().roles()).extracting(Enum::name).containsExactly("EMPLOYEE");
        change("update users set roles = '{employee,admin}' where tenant_id = ?");
        assertThat(byKey().roles()).extracting(Enum::name).containsExactlyInAnyOrder("EMPLOYEE", "ADMIN");
    }

    @Test
    void aSuspendedTenantIsTurnedAwayAtOnce() {
        change("update tenant set status = 'suspended' where id = ?");
        refused("tenant.tenant_suspended");
    }

    @Test
    void aTenantThatCameInPlaceOfAnotherHasKeysOfItsOwn() {
        String former = secret;
        change("delete from tenant where id = ?");
        inside = opened();
        secret = issued();
        assertThat(byKey().tenant()).isEqualTo(inside.tenant());
        secret = former;
        refused("identity.invalid_api_key");
    }

    @Test
    void anUnknownKeyOfAKnownTenantIsRefused() {
        secret = KeySecret.fresh(slug).text();
        refused("identity.invalid_api_key");
    }

    private Caller byKey() {
        return wired.as(inside, () -> wired.bean(Authentication.class).byKey(secret));
    }

    private void refused(String code) {
        assertThatThrownBy(this::byKey)
                .isInstanceOfSatisfying(Problem.Refused.class, problem -> assertThat(problem.getMessage())
                        .isEqualTo(code));
    }

    private void change(String statement) {
        wired.run(inside, () -> wired.bean(Sql.class)
                .run(statement, inside.tenant().value()));
    }

    private Caller opened() {
        Caller nowhere = Caller.system(new TenantId(Integer.MAX_VALUE), slug);
        int tenant = wired.as(nowhere, () -> wired.bean(Sql.class)
                .one("insert into tenant (slug, name) values (?, 'Keys') returning id", row -> row.integer("id"), slug)
                .orElseThrow());
        return Caller.system(new TenantId(tenant), slug);
    }

    private String issued() {
        int tenant = inside.tenant().value();
        UUID user = UUID.randomUUID();
        KeySecret fresh = KeySecret.fresh(slug);
        wired.run(inside, () -> {
            Sql sql = wired.bean(Sql.class);
            int principal = sql.one(
                            "insert into principal (tenant_id, kind) values (?, 'user') returning id",
                            row -> row.integer("id"),
                            tenant)
                    .orElseThrow();
            sql.run(
                    "insert into users (tenant_id, id, principal_id, username, email, display_name, roles)"
                            + " values (?, ?, ?, 'ada', 'ada@keys.example', 'Ada', '{employee}')",
                    tenant,
                    user,
                    principal);
            sql.run(
                    "insert into api_key (tenant_id, id, user_id, name, secret_hash, hint) values (?, ?, ?, 'test', ?, ?)",
                    tenant,
                    UUID.randomUUID(),
                    user,
                    fresh.hash(),
                    fresh.hint());
        });
        return fresh.text();
    }
}
