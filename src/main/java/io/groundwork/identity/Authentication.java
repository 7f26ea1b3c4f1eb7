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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who stands behind a key or a session, as of now. Each request asks again, so nothing that was taken away lingers. */
@ApplicationScoped
public class Authentication {

    private static final int REMEMBERED = 1000;

    /**
     * Where the tenants of the keys that were used lately are, so that one look is enough. It decides nothing: the key, its
     * user and the state of the tenant are read each time, and only where the tenant still has the slug.
     */
    private final Map<String, TenantId> places = Collections.synchronizedMap(new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TenantId> eldest) {
            return size() > REMEMBERED;
        }
    });

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
        TenantId supposed = places.get(key.tenantSlug());
        return Optional.ofNullable(supposed)
                .flatMap(tenant -> inside(tenant, key))
                .or(() -> looked(key, supposed))
                .orElseThrow(Authentication::unknownKey);
    }

    /** The tenant of this slug may be another one than it was. */
    private Optional<Caller> looked(KeySecret key, TenantId supposed) {
        Optional<TenantId> tenant =
                tenants.find(key.tenantSlug()).map(TenantRef::id).filter(id -> !id.equals(supposed));
        Optional<Caller> caller = tenant.flatMap(id -> inside(id, key));
        caller.ifPresent(known -> places.put(known.tenantSlug(), known.tenant()));
        return caller;
    }

    private Optional<Caller> inside(TenantId tenant, KeySecret key) {
        Optional<FoundKey> found = credentials
                .key(tenant, key.tenantSlug(), key.hash())
                .filter(candidate -> MessageDigest.isEqual(candidate.hash(), key.hash()));
        found.filter(known -> known.expired(Instant.now())).ifPresent(expired -> {
            throw new Problem.Refused("identity.key_expired");
        });
        found.ifPresent(known -> demandActive(known.suspended()));
        return found.map(known -> caller(tenant, key.tenantSlug(), known.member(), known.id()));
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
