package io.groundwork.identity;

import io.groundwork.identity.Credentials.FoundKey;
import io.groundwork.identity.Credentials.FoundSession;
import io.groundwork.identity.Credentials.Member;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.TenantId;
import io.groundwork.platform.kernel.UserId;
import io.groundwork.tenant.TenantRef;
import io.groundwork.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Who stands behind a key or a session, as of now. Each request asks again, so nothing that was taken away lingers. */
@ApplicationScoped
public class Authentication {

    @Inject
    private OperatorKey operatorKey;

    @Inject
    private Tenants tenants;

    @Inject
    private Credentials credentials;

    /**
     * The caller whose key this is.
     *
     * @throws Problem.Refused {@code invalid_api_key}, {@code key_expired}, or {@code tenant_suspended}
     */
    public Caller byKey(String secret) {
        if (secret.isBlank()) {
            throw unknownKey();
        }
        if (operatorKey.matches(secret)) {
            return Caller.operator();
        }
        KeySecret key = KeySecret.parse(secret).orElseThrow(Authentication::unknownKey);
        TenantRef tenant = tenants.find(key.tenantSlug()).orElseThrow(Authentication::unknownKey);
        FoundKey found = credentials
                .key(tenant.id(), key.hash())
                .filter(candidate -> MessageDigest.isEqual(candidate.hash(), key.hash()))
                .orElseThrow(Authentication::unknownKey);
        if (found.expired(Instant.now())) {
            throw new Problem.Refused("identity.key_expired");
        }
        demandActive(tenant.suspended());
        return caller(tenant.id(), tenant.slug(), found.member(), found.id());
    }

    /**
     * The caller whose session this is; empty once it has ended.
     *
     * @throws Problem.Refused {@code tenant_suspended}
     */
    public Optional<Caller> bySession(SessionTicket ticket) {
        TenantId tenant = new TenantId(ticket.tenant());
        Optional<FoundSession> session = credentials.session(tenant, ticket.user(), ticket.epoch());
        session.ifPresent(found -> demandActive(found.suspended()));
        return session.map(found -> caller(tenant, found.slug(), found.member(), null));
    }

    private static void demandActive(boolean suspended) {
        if (suspended) {
            throw suspended();
        }
    }

    static Problem suspended() {
        return new Problem.Refused("tenant.tenant_suspended");
    }

    static Caller caller(TenantId tenant, String slug, Member member, UUID key) {
        return new Caller(tenant, slug, new UserId(member.id()), member.username(), member.roles(), key);
    }

    private static Problem unknownKey() {
        return new Problem.Refused("identity.invalid_api_key");
    }
}
