package io.groundwork.platform.rest;

import io.groundwork.platform.tenancy.RequestTrace;
import io.groundwork.platform.web.SecurityHeaders;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Tells a failure where no resource runs, before the request has reached one, in the same words as everywhere. */
public final class ProblemWriter {

    private ProblemWriter() {}

    public static void write(HttpServletRequest request, HttpServletResponse response, RuntimeException failure) {
        RequestTrace trace = RequestTrace.accept(request.getHeader("x-request-id"), request.getHeader("traceparent"));
        RequestTrace.bind(trace);
        try {
            Response reply = ProblemMapper.reply(failure, request.getRequestURI());
            SecurityHeaders.put(request, response);
            response.setStatus(reply.getStatus());
            reply.getStringHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
            CDI.current().select(RefusalHeaders.class).forEach(feature -> feature.of(request.getRequestURI())
                    .forEach(response::setHeader));
            response.setHeader("x-request-id", trace.requestId());
            if (trace.traceparent() != null) {
                response.setHeader("traceparent", trace.traceparent());
            }
            response.getOutputStream().write(reply.getEntity().toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            RequestTrace.unbind();
        }
    }
}
