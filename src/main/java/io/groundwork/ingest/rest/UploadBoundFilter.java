package io.groundwork.ingest.rest;

import io.groundwork.ingest.UploadLimits;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses whoever may not upload, and what announces itself as too large before a byte of it is read, and cuts off what does not announce itself. It
 * stands before everything else that reads bodies.
 */
@Provider
@UploadBound
@ApplicationScoped
@Priority(Priorities.HEADER_DECORATOR)
public class UploadBoundFilter implements ContainerRequestFilter {

    @Inject
    private UploadLimits limits;

    @Inject
    private CurrentCaller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        caller.get().require(Role.ADMIN);
        MediaType type = request.getMediaType();
        boolean multipart = type != null && type.getType().equals("multipart");
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        long announced = length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
        request.setEntityStream(limits.bounded(request.getEntityStream(), announced, multipart));
    }
}
