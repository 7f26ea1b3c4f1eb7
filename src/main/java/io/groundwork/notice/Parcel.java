package io.groundwork.notice;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A message that is being sent: to a webhook, or by mail.
 *
 * @param tries how often it was sent, this time included
 */
record Parcel(UUID id, int tries, boolean trial, Optional<Hook> hook, Optional<Mail> mail) {

    /** @param secrets that the receiver may check its signature with */
    record Hook(UUID webhook, URI address, List<String> secrets, String payload) {}

    record Mail(String address, Notice notice) {}

    /** The same for every try, so that a receiver can tell that it has it already. */
    String messageId() {
        return "msg_" + id.toString().replace("-", "");
    }
}
