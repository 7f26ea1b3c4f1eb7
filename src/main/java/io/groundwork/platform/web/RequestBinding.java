package io.groundwork.platform.web;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.tenancy.RequestTrace;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Binds trace and caller to the thread for the time of the request, and unbinds them whatever happens: a pooled thread
 * never carries a caller into the next request. The sign-in mechanism leaves the caller in the request under {@link #CALLER}.
 */
public class RequestBinding extends HttpFilter {

    /** The request attribute under which the sign-in mechanism leaves the {@link Caller}. */
    public static final String CALLER = Caller.class.getName();

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CurrentCaller currentCaller;

    @Inject
    private transient Draining draining;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestTrace trace = RequestTrace.accept(request.getHeader("x-request-id"), request.getHeader("traceparent"));
        RequestTrace.bind(trace);
        response.setHeader("x-request-id", trace.requestId());
        if (trace.traceparent() != null) {
            response.setHeader("traceparent", trace.traceparent());
        }
        try (Draining.Running running = draining.enter();
                CurrentCaller.Binding bound = currentCaller.bind((Caller) request.getAttribute(CALLER))) {
            chain.doFilter(request, response);
        } finally {
            RequestTrace.unbind();
        }
    }
}
