package io.groundwork.platform.rest;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that creates or costs, and so accepts {@code Idempotency-Key}: the same key and body within 24 hours replays the
 * first reply with {@code Idempotent-Replayed: true}; another body is 422.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {

    /** A request property that says: the reply broke off although it ended properly, so it must not be replayed. */
    String BROKEN = "io.groundwork.reply-broken";
}
