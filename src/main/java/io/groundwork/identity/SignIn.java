package io.groundwork.identity;

import io.groundwork.identity.Credentials.FoundPerson;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.tenant.TenantRef;
import io.groundwork.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Signing in with a name and a password. Whether the tenant, the name or the password is wrong makes no difference that a
 * stranger could see or time. No transaction is open while the password is worked on: that takes a good part of a second.
 */
@ApplicationScoped
public class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class.getName());
    private static final int LONGEST_NAME = 128;
    private static final int PATIENCE_SECONDS = 10;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final PasswordHash OF_NOBODY = PasswordHash.of("password", KeySecret.random());

    /** Password work is heavy by design; more of it at once than there are processors helps nobody. */
    private final Semaphore work =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()));

    @Inject
    private Tenants tenants;

    @Inject
    private Credentials credentials;

    @Inject
    private SignInGuard guard;

    /**
     * The person of this name and password.
     *
     * @throws Problem.Refused {@code sign_in_failed}, or {@code tenant_suspended} when all else was right
     * @throws Problem.Unavailable {@code sign_in_blocked} after too many failures, {@code sign_in_busy}
     */
    public SignedIn withPassword(String tenantSlug, String username, String password) {
        String name = username.strip();
        Optional<TenantRef> tenant = tenants.find(tenantSlug);
        if (tenant.isEmpty() || name.isEmpty() || name.length() > LONGEST_NAME) {
            matches(OF_NOBODY, password);
            LOG.info("a sign-in named a tenant or a user that cannot be");
            throw failed();
        }
        return withPassword(tenant.get(), name, password);
    }

    private SignedIn withPassword(TenantRef tenant, String name, String password) {
        Caller visitor = new Caller(tenant.id(), tenant.slug(), null, name, Set.of(), null);
        Duration wait = guard.admit(visitor);
        if (!wait.isZero()) {
            throw blocked(wait);
        }
        Optional<FoundPerson> person = credentials.person(tenant.id(), name);
        Optional<PasswordHash> stored = person.flatMap(FoundPerson::password);
        boolean right = matches(stored.orElse(OF_NOBODY), password) && stored.isPresent();
        if (!right) {
            guard.failed(visitor, "wrong name or password");
            throw failed();
        }
        if (tenant.suspended()) {
            guard.failed(visitor, "tenant suspended");
            throw Authentication.suspended();
        }
        FoundPerson found = person.get();
        Caller caller = Authentication.caller(tenant.id(), tenant.slug(), found.member(), null);
        guard.succeeded(caller);
        return new SignedIn(caller, found.epoch());
    }

    private boolean matches(PasswordHash stored, String password) {
        // One character more than is allowed is still wrong, and as much work as anybody can make us do.
        int most = Math.min(password.length(), 2 * PasswordHash.LONGEST + 1);
        acquire();
        try {
            return stored.matches(password.substring(0, most));
        } finally {
            work.release();
        }
    }

    private void acquire() {
        try {
            if (work.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new Problem.Unavailable(Problem.Unavailable.Reason.OVERLOADED, null, "identity.sign_in_busy");
    }

    private static Problem failed() {
        return new Problem.Refused("identity.sign_in_failed");
    }

    private static Problem blocked(Duration wait) {
        long minutes = (wait.toSeconds() + SECONDS_PER_MINUTE - 1) / SECONDS_PER_MINUTE;
        return new Problem.Unavailable(Problem.Unavailable.Reason.LIMITED, null, "identity.sign_in_blocked", minutes);
    }
}
