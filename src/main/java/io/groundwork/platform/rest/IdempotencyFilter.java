package io.groundwork.platform.rest;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Replays replies to repeated keyed requests and records the first ones, streams included. Failures of ours (5xx), limits
 * (429) and replies that broke off are not kept: the client may try again with the same key.
 */
@Provider
@Idempotent
@ApplicationScoped
@Priority(Priorities.USER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {

    private static final String HEADER = "Idempotency-Key";
    private static final String TAKEN = IdempotencyFilter.class.getName();
    private static final int LONGEST_KEY = 255;

    @Inject
    private IdempotentReplies replies;

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Settings settings;

    @Inject
    private Instance<ReplayCheck> checks;

    /** A key taken by this request, with the caller who took it. */
    private record Taken(Caller caller, String key, int status) {}

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String key = request.getHeaderString(HEADER);
        Caller caller = currentCaller.get();
        if (key == null) {
            return;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.Invalid.field(HEADER, "platform.key_length", LONGEST_KEY);
        }
        BodyDigest digest = new BodyDigest(digest(request), request.getMediaType());
        SpooledBody body = SpooledBody.read(request.getEntityStream(), digest, mostBytes());
        boolean goesOn = false;
        try {
            Optional<IdempotentReplies.Reply> earlier = replies.take(caller, key, digest.finish());
            if (earlier.isPresent()) {
                String path = "/" + request.getUriInfo().getPath().replaceFirst("^/", "");
                checks.forEach(check -> check.check(caller, path, earlier.get().body()));
                request.abortWith(replay(earlier.get()));
            } else {
                request.setProperty(TAKEN, new Taken(caller, key, 0));
                request.setEntityStream(body.again());
                goesOn = true;
            }
        } finally {
            if (!goesOn) {
                body.discard();
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(TAKEN) instanceof Taken taken)) {
            return;
        }
        int status = response.getStatus();
        if (status >= 500 || status == 429) {
            replies.giveBack(taken.caller(), taken.key());
            request.removeProperty(TAKEN);
        } else if (!response.hasEntity()) {
            replies.keep(taken.caller(), taken.key(), new IdempotentReplies.Reply(status, null, new byte[0]));
            request.removeProperty(TAKEN);
        } else {
            request.setProperty(TAKEN, new Taken(taken.caller(), taken.key(), status));
        }
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (!(context.getProperty(TAKEN) instanceof Taken taken)) {
            context.proceed();
            return;
        }
        RecordingStream recorded = new RecordingStream(context.getOutputStream());
        context.setOutputStream(recorded);
        boolean whole = false;
        try {
            context.proceed();
            whole = true;
        } finally {
            if (whole && recorded.complete() && context.getProperty(Idempotent.BROKEN) == null) {
                String type = String.valueOf(context.getMediaType());
                replies.keep(
                        taken.caller(),
                        taken.key(),
                        new IdempotentReplies.Reply(taken.status(), type, recorded.bytes()));
            } else {
                replies.giveBack(taken.caller(), taken.key());
            }
        }
    }

    private static Response replay(IdempotentReplies.Reply reply) {
        Response.ResponseBuilder response = Response.status(reply.status()).header("Idempotent-Replayed", "true");
        if (reply.mediaType() != null) {
            response.entity(reply.body()).type(reply.mediaType());
        }
        return response.build();
    }

    /** What the largest address takes; each has its own, smaller limit behind this one. */
    private long mostBytes() {
        return 1024L * 1024L * settings.number("groundwork.bulk.max.mb", 256, 1, 4096);
    }

    /** A digest that has the address in it: a key that was used elsewhere is another request. */
    private static MessageDigest digest(ContainerRequestContext request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String address = request.getMethod() + " "
                    + request.getUriInfo().getRequestUri().getPath() + "\n";
            digest.update(address.getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
