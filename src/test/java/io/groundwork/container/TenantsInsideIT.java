package io.groundwork.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Schema;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only the server shows: that a transaction belongs to its caller's tenant, and that durable work gets done. */
@ExtendWith(ArquillianExtension.class)
class TenantsInsideIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    private Probe probe;

    @Inject
    private ProbeJobs jobs;

    @Inject
    private Schema schema;

    @Deployment
    static WebArchive application() {
        return WholeApplication.archive();
    }

    @Test
    void aTransactionSeesItsCallersTenantAlone() {
        Caller first = probe.newTenant();
        Caller second = probe.newTenant();
        assertThat(probe.tenantsOfVisibleUsers(first))
                .containsExactly(first.tenant().value());
        assertThat(probe.visibleUsersOf(second, first.tenant().value())).isZero();
        assertThat(probe.visibleUsersOf(first, first.tenant().value())).isOne();
    }

    @Test
    void withoutATenantNothingIsSeenEvenOnAConnectionThatHadOne() {
        Caller tenant = probe.newTenant();
        for (int i = 0; i < 20; i++) {
            assertThat(probe.tenantsOfVisibleUsers(tenant)).isNotEmpty();
            assertThat(probe.tenantsOfVisibleUsers(null)).isEmpty();
        }
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() {
        Caller first = probe.newTenant();
        Caller second = probe.newTenant();
        assertThatThrownBy(() -> probe.addPrincipal(first, second.tenant().value()))
                .satisfies(refused -> assertThat(sqlState(refused)).isEqualTo("42501"));
        probe.addPrincipal(first, first.tenant().value());
    }

    @Test
    void oneTransactionNeverServesTwoTenants() {
        Caller first = probe.newTenant();
        Caller second = probe.newTenant();
        assertThatThrownBy(() -> probe.thenAsAnother(first, second)).hasMessageContaining("belongs to one tenant");
        assertThat(probe.apartAsAnother(first, second))
                .containsExactly(second.tenant().value());
    }

    @Test
    void aJobIsDoneInItsTenantAndThenGone() {
        Caller tenant = probe.newTenant();
        UUID subject = UUID.randomUUID();
        probe.enqueue(tenant, subject);
        await(() -> jobs.tries(subject) == 1);
        assertThat(jobs.tenantOf(subject)).isEqualTo(tenant.tenant().value());
        await(() -> probe.waitingJobs(tenant, subject) == 0);
    }

    @Test
    void aJobThatFailsIsTriedAgain() {
        Caller tenant = probe.newTenant();
        UUID subject = UUID.randomUUID();
        jobs.failOnce(subject);
        probe.enqueue(tenant, subject);
        await(() -> jobs.tries(subject) == 2);
        await(() -> probe.waitingJobs(tenant, subject) == 0);
    }

    @Test
    void theJobOfAKilledWorkerIsTakenUpWhenItsLeaseEnds() {
        Caller tenant = probe.newTenant();
        UUID subject = UUID.randomUUID();
        probe.leaveBehind(tenant, subject);
        await(() -> jobs.tries(subject) == 1);
        await(() -> probe.waitingJobs(tenant, subject) == 0);
    }

    @Test
    void workWhoseCauseWasRolledBackIsNeverDone() {
        Caller tenant = probe.newTenant();
        UUID never = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        assertThatThrownBy(() -> probe.enqueueAndFail(tenant, never)).isInstanceOf(IllegalStateException.class);
        probe.enqueue(tenant, after);
        await(() -> jobs.tries(after) == 1);
        assertThat(jobs.tries(never)).isZero();
        assertThat(probe.waitingJobs(tenant, never)).isZero();
    }

    @Test
    void theSchemaIsTheOneThatThisBuildNeeds() {
        assertThat(schema.isAsExpected()).isTrue();
    }

    private static void await(BooleanSupplier come) {
        Instant latest = Instant.now().plus(PATIENCE);
        while (!come.getAsBoolean()) {
            assertThat(Instant.now()).as("patience has an end").isBefore(latest);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static String sqlState(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return "none";
    }
}
