package io.groundwork.platform.tenancy;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The identity of the request that this thread serves: the {@code x-request-id} and W3C {@code traceparent} that the
 * client sent, or our own where it sent none. Kept with the evidence, echoed in the reply, named in every problem.
 */
public record RequestTrace(String requestId, String traceparent) {

    private static final ThreadLocal<RequestTrace> BOUND = new ThreadLocal<>();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
    private static final Pattern W3C = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** What the client sent, where it is well formed; a fresh request id otherwise. */
    public static RequestTrace accept(String requestId, String traceparent) {
        boolean usable = requestId != null && ID.matcher(requestId).matches();
        boolean traced = traceparent != null && W3C.matcher(traceparent).matches();
        return new RequestTrace(usable ? requestId : UUID.randomUUID().toString(), traced ? traceparent : null);
    }

    /** The trace of this thread's request; a fresh one outside of requests. */
    public static RequestTrace current() {
        RequestTrace bound = BOUND.get();
        return bound == null ? accept(null, null) : bound;
    }

    public static void bind(RequestTrace trace) {
        BOUND.set(trace);
    }

    public static void unbind() {
        BOUND.remove();
    }
}
