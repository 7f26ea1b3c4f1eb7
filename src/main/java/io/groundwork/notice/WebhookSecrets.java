package io.groundwork.notice;

import io.groundwork.platform.config.Seal;
import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The secrets with which messages are signed; they lie sealed for one webhook of one tenant, and open for no other. */
@ApplicationScoped
class WebhookSecrets {

    @Inject
    private Seal seal;

    byte[] close(Caller caller, UUID webhook, String secret) {
        return seal.close(secret.getBytes(StandardCharsets.UTF_8), purpose(caller, webhook));
    }

    String open(Caller caller, UUID webhook, byte[] sealed) {
        return new String(seal.open(sealed, purpose(caller, webhook)), StandardCharsets.UTF_8);
    }

    private static String purpose(Caller caller, UUID webhook) {
        return "webhook secret " + caller.tenant().value() + " " + webhook;
    }
}
