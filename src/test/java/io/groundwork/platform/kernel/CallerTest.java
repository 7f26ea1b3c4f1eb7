package io.groundwork.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final TenantId TENANT = new TenantId(7);

    @Test
    void aMemberWithOneOfTheDemandedRolesPasses() {
        assertThatCode(() -> member(Role.REVIEWER).require(Role.ADMIN, Role.REVIEWER))
                .doesNotThrowAnyException();
    }

    @Test
    void aMemberWithoutTheDemandedRoleIsRefused() {
        assertThatThrownBy(() -> member(Role.EMPLOYEE).require(Role.ADMIN)).isInstanceOf(Problem.Refused.class);
    }

    @Test
    void theOperatorHasNoTenantAndNoTenantsRole() {
        assertThat(Caller.operator().tenant()).isNull();
        assertThatThrownBy(() -> Caller.operator().require(Role.ADMIN)).isInstanceOf(Problem.Refused.class);
    }

    @Test
    void aCallerIsEitherAMemberOrTheOperator() {
        assertThatThrownBy(() -> new Caller(TENANT, "acme", null, "x", Set.of(Role.OPERATOR), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Caller(null, null, null, "x", Set.of(Role.ADMIN), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOperatorsRoleIsNoRoleOfATenant() {
        assertThat(Role.ofTenant("operator")).isEmpty();
        assertThat(Role.ofTenant("admin")).contains(Role.ADMIN);
    }

    private static Caller member(Role role) {
        return new Caller(TENANT, "acme", new UserId(UUID.randomUUID()), "ann", Set.of(role), null);
    }
}
