package io.groundwork.notice;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.llm.ProviderAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The programs that a tenant has told, managed by its admins. */
@ApplicationScoped
public class Webhooks {

    static final String KIND = "webhook";

    @Inject
    private WebhookRegistry registry;

    @Inject
    private DeliveryRows deliveries;

    @Inject
    private Dispatch dispatch;

    @Inject
    private ProviderAddresses addresses;

    /**
     * Sets a webhook, or changes what the one of this name says; one that was gone is told again.
     *
     * @return with its secret where it is new
     * @throws Problem.Invalid naming every bad field
     */
    public Webhook.Put put(Caller caller, String name, Webhook.Spec spec) {
        caller.require(Role.ADMIN);
        WebhookRules.check(name, spec, addresses);
        return registry.put(caller, name, spec);
    }

    /** All of them by name; the cursor is the last name. */
    public Page<Webhook> page(Caller caller, Page.Request request) {
        caller.require(Role.ADMIN);
        return registry.page(caller, request);
    }

    public Webhook read(Caller caller, String name) {
        caller.require(Role.ADMIN);
        return registry.read(caller, name);
    }

    /** Takes a webhook away, with what waits for it and what was sent to it. */
    public void remove(Caller caller, String name) {
        caller.require(Role.ADMIN);
        registry.remove(caller, name);
    }

    /** A new secret. For a day the earlier one signs beside it. */
    public Webhook.Put rotate(Caller caller, String name) {
        caller.require(Role.ADMIN);
        return registry.rotate(caller, name);
    }

    /**
     * What came of trying a webhook.
     *
     * @param status of HTTP; empty where nobody answered
     * @param failure a word for what went wrong; empty where it arrived
     */
    public record Trial(boolean ok, Optional<Integer> status, Optional<String> failure) {}

    /** Really sends a message, once, also to one that is not told at the moment. */
    public Trial test(Caller caller, String name) {
        caller.require(Role.ADMIN);
        Webhook webhook = registry.read(caller, name);
        Outcome outcome = dispatch.send(caller, deliveries.trial(caller, webhook.id()));
        return new Trial(outcome.arrived(), outcome.told(), Optional.ofNullable(outcome.failure()));
    }
}
