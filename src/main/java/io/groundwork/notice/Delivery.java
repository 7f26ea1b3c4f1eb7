package io.groundwork.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a message to one receiver fares. It waits until it is sent, is sent again with growing pauses while it does not arrive,
 * and ends as delivered or, when nobody tries any more, as failed.
 *
 * @param webhook by its name; empty for mail
 * @param address empty for a webhook
 * @param alert empty for a trial
 * @param nextTry empty once it has ended
 */
public record Delivery(
        UUID id,
        String event,
        Optional<String> webhook,
        Optional<String> address,
        Optional<UUID> alert,
        String state,
        List<Attempt> attempts,
        Optional<Instant> nextTry,
        Instant createdAt) {

    /** One try. */
    public record Attempt(Instant at, int tookMs, Integer status, String failure) {}
}
