package io.groundwork.notice;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One round of what each node does for notices: pass on what was raised, then send what is due, a few at a time. */
@ApplicationScoped
class Dispatch {

    private static final Logger LOG = Logger.getLogger(Dispatch.class.getName());
    private static final int AT_ONCE = 16;

    @Inject
    private Outbox outbox;

    @Inject
    private DeliveryRows deliveries;

    @Inject
    private WebhookSender webhooks;

    @Inject
    private Mailer mailer;

    Clock clock = Clock.systemUTC();

    private final Semaphore free = new Semaphore(AT_ONCE);

    void round(Executor threads) {
        for (Outbox.Due alert : outbox.waiting()) {
            guarded(alert, () -> outbox.passOn(alert.caller(), alert.id()));
        }
        List<Outbox.Due> due = deliveries.due(AT_ONCE);
        for (Outbox.Due delivery : due) {
            if (!free.tryAcquire()) {
                return;
            }
            guarded(delivery, () -> send(delivery, threads));
        }
    }

    /** One that fails must not keep the others waiting. */
    private static void guarded(Outbox.Due one, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "notice " + one.id() + " of tenant " + one.slug() + " cannot be sent now", failed);
        }
    }

    private void send(Outbox.Due delivery, Executor threads) {
        boolean sending = false;
        try {
            Caller caller = delivery.caller();
            Optional<Parcel> parcel = deliveries.claim(caller, delivery.id());
            if (parcel.isPresent()) {
                threads.execute(() -> {
                    try {
                        guarded(delivery, () -> send(caller, parcel.get()));
                    } finally {
                        free.release();
                    }
                });
                sending = true;
            }
        } finally {
            if (!sending) {
                free.release();
            }
        }
    }

    /** Sends, and puts on record what came of it. */
    Outcome send(Caller caller, Parcel parcel) {
        Instant began = clock.instant();
        Outcome outcome = parcel.hook()
                .map(hook -> webhooks.send(
                        hook.address(),
                        Signature.headers(parcel.messageId(), began, hook.payload(), hook.secrets()),
                        hook.payload()))
                .orElseGet(() -> mailer.send(letter(caller, parcel)));
        deliveries.record(caller, parcel, outcome, began);
        return outcome;
    }

    private static Mailer.Letter letter(Caller caller, Parcel parcel) {
        Parcel.Mail mail = parcel.mail().orElseThrow();
        String title = mail.notice().title().in(Locale.ENGLISH);
        String sentence = mail.notice().sentence().in(Locale.ENGLISH);
        return new Mailer.Letter(
                parcel.messageId(),
                mail.address(),
                new Text("notice.mail_subject", caller.tenantSlug(), title).in(Locale.ENGLISH),
                new Text(
                                "notice.mail_text",
                                title,
                                sentence,
                                caller.tenantSlug(),
                                mail.notice().raisedAt().toString())
                        .in(Locale.ENGLISH),
                mail.notice().raisedAt());
    }
}
