package io.groundwork.notice;

import io.groundwork.audit.AuditTrail;
import io.groundwork.audit.Difference;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The webhooks of a tenant and their changes, each on the audit trail. Of an
 * address only where it leads stands there: what follows is a secret with many receivers. */
@ApplicationScoped
class WebhookRegistry {

    private static final int MOST = 20;
    /** As long a receiver may take to change over to a new secret. */
    private static final Duration BOTH = Duration.ofHours(24);

    @Inject
    private WebhookRows rows;

    @Inject
    private WebhookSecrets secrets;

    @Inject
    private AuditTrail audit;

    Clock clock = Clock.systemUTC();

    @Transactional
    public Webhook.Put put(Caller caller, String name, Webhook.Spec spec) {
        rows.lock(caller);
        Optional<Webhook> before = rows.find(caller, name);
        Optional<String> secret = Optional.empty();
        if (before.isPresent()) {
            rows.change(caller, before.get().id(), spec);
        } else {
            if (rows.count(caller) >= MOST) {
                throw new Problem.Conflict("notice.too_many_webhooks", MOST);
            }
            UUID id = UUID.randomUUID();
            secret = Optional.of(Signature.freshSecret());
            rows.insert(caller, id, name, spec, secrets.close(caller, id, secret.get()));
        }
        Webhook after = read(caller, name);
        record(caller, before, after);
        return new Webhook.Put(after, secret);
    }

    private void record(Caller caller, Optional<Webhook> before, Webhook after) {
        Difference difference = new Difference()
                .field("url", before.map(WebhookRegistry::place).orElse(null), place(after))
                .field("events", before.map(Webhook::events).orElse(null), after.events())
                .field("enabled", before.map(Webhook::isTold).orElse(null), after.isTold());
        boolean elsewhere = before.filter(
                        was -> place(was).equals(place(after)) && !was.url().equals(after.url()))
                .isPresent();
        if (elsewhere) {
            difference.secret("url");
        }
        if (!difference.isEmpty()) {
            String action = before.isEmpty() ? "webhook.created" : "webhook.changed";
            audit.record(caller, action, Webhooks.KIND, after.name(), difference.detail());
        }
    }

    private static String place(Webhook webhook) {
        URI address = URI.create(webhook.url());
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    @Transactional
    public Page<Webhook> page(Caller caller, Page.Request request) {
        List<Webhook> page = rows.page(caller, request.after(), request.limit() + 1);
        return Page.cut(page, request.limit(), Webhook::name);
    }

    @Transactional
    public Webhook read(Caller caller, String name) {
        return rows.find(caller, name).orElseThrow(Problem.NotFound::thing);
    }

    @Transactional
    public void remove(Caller caller, String name) {
        Webhook webhook = read(caller, name);
        rows.delete(caller, webhook.id());
        audit.record(caller, "webhook.deleted", Webhooks.KIND, name, Map.of("url", place(webhook)));
    }

    @Transactional
    public Webhook.Put rotate(Caller caller, String name) {
        rows.lock(caller);
        Webhook webhook = read(caller, name);
        String secret = Signature.freshSecret();
        byte[] sealed = secrets.close(caller, webhook.id(), secret);
        rows.rotate(caller, webhook.id(), sealed, clock.instant().plus(BOTH));
        audit.record(
                caller,
                "webhook.changed",
                Webhooks.KIND,
                name,
                new Difference().secret("secret").detail());
        return new Webhook.Put(webhook, Optional.of(secret));
    }
}
