package io.groundwork.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A program that is told. It is told every message until an admin takes it away or switches it off, or it says itself, by the
 * status 410, that it is gone; then it waits until an admin sets it anew.
 *
 * @param events which it wants; none for all
 * @param disabled {@code gone} or {@code admin}; empty while it is told
 */
public record Webhook(
        UUID id, String name, String url, List<String> events, Optional<String> disabled, Instant createdAt) {

    /** The event of a message that an admin sends to try a webhook. */
    static final String TRIAL = "webhook.test";

    public boolean isTold() {
        return disabled.isEmpty();
    }

    /** A webhook and its secret, which is shown this once; empty where it has had it before. */
    public record Put(Webhook webhook, Optional<String> secret) {}

    /** What is to be said of one. */
    public record Spec(String url, List<String> events, boolean enabled) {}
}
