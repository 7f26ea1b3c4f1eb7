package io.groundwork.notice.web;

import io.groundwork.notice.Deliveries;
import io.groundwork.notice.Delivery;
import io.groundwork.notice.Recipients;
import io.groundwork.notice.Webhook;
import io.groundwork.notice.Webhooks;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.Texts;
import io.groundwork.platform.web.Toast;
import io.groundwork.platform.web.Tone;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** Who is told besides this page, and what became of it. A new secret is in the reply to the form that made it. */
@Named
@RequestScoped
public class NoticeDeliveryPage {

    private static final int LATEST = 20;

    @Inject
    private Webhooks webhooks;

    @Inject
    private Recipients recipients;

    @Inject
    private Deliveries deliveries;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Act act;

    @Inject
    private Here here;

    @Inject
    private Texts texts;

    @Inject
    private Toast toast;

    private List<Webhook> shown;
    private List<Delivery> latest;
    private Webhook.Put made;
    private String tried;
    private Webhooks.Trial trial;
    private String name;
    private String url;
    private List<String> events;
    private List<String> addresses;

    public List<Webhook> getWebhooks() {
        if (shown == null) {
            shown = webhooks.page(caller.get(), Page.Request.first(Page.DEFAULT_LIMIT))
                    .data();
        }
        return shown;
    }

    public List<Delivery> getLatest() {
        if (latest == null) {
            latest = deliveries
                    .page(caller.get(), Optional.empty(), Page.Request.first(LATEST))
                    .data();
        }
        return latest;
    }

    public boolean isMailSent() {
        return recipients.mailIsSent();
    }

    public void add() {
        act.done(() -> {
            made = webhooks.put(caller.get(), text(name), new Webhook.Spec(text(url), chosen(), true));
            shown = null;
            name = null;
            url = null;
            events = null;
        });
    }

    private List<String> chosen() {
        return events == null ? List.of() : events;
    }

    private static String text(String typed) {
        return typed == null ? "" : typed.strip();
    }

    public void rotate(String webhook) {
        act.done(() -> made = webhooks.rotate(caller.get(), webhook));
    }

    public void test(String webhook) {
        act.done(() -> {
            trial = webhooks.test(caller.get(), webhook);
            tried = webhook;
            latest = null;
            shown = null;
        });
    }

    /** Is told from now on, or not any more. */
    public void tell(String webhook, boolean told) {
        act.done(() -> {
            Webhook now = webhooks.read(caller.get(), webhook);
            webhooks.put(caller.get(), webhook, new Webhook.Spec(now.url(), now.events(), told));
            toast.say(told ? "notice.webhook_told" : "notice.webhook_silenced", webhook);
            act.goTo(here.getPath());
        });
    }

    public void save() {
        act.done(() -> {
            recipients.put(caller.get(), addresses);
            toast.say("notice.recipients_saved");
            act.goTo(here.getPath());
        });
    }

    public Tone tone(Delivery delivery) {
        return switch (delivery.state()) {
            case "delivered" -> Tone.OK;
            case "failed" -> Tone.DANGER;
            default -> delivery.attempts().isEmpty() ? Tone.BUSY : Tone.WARN;
        };
    }

    /** What went wrong the last time; "" where nothing did. */
    public String failure(Delivery delivery) {
        return delivery.attempts().isEmpty()
                ? ""
                : failure(
                        delivery.attempts().get(delivery.attempts().size() - 1).failure(),
                        delivery.attempts().get(delivery.attempts().size() - 1).status());
    }

    private String failure(String word, Integer status) {
        return word == null ? "" : texts.with("notice.failure_" + word, String.valueOf(status));
    }

    /** What came of the trial; "" where it went well, null where none was made. */
    public String getTrial() {
        return trial == null
                ? null
                : failure(trial.failure().orElse(null), trial.status().orElse(null));
    }

    public String getTried() {
        return tried;
    }

    /** The new secret; null at any other moment. */
    public String getSecret() {
        return made == null ? null : made.secret().orElse(null);
    }

    public String getSecretOf() {
        return made == null ? null : made.webhook().name();
    }

    public List<String> getAddresses() {
        if (addresses == null) {
            addresses = recipients.list(caller.get());
        }
        return addresses;
    }

    public void setAddresses(List<String> addresses) {
        this.addresses = addresses;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public List<String> getEvents() {
        return events;
    }

    public void setEvents(List<String> events) {
        this.events = events;
    }
}
