package io.groundwork.platform.rest;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;

/**
 * Bounds every body that is read into memory. Uploads have limits of their own, which their resources hold to while the
 * bytes come in; what announces itself as too large is refused before a byte of it is read.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION)
public class BodyLimit implements ContainerRequestFilter {

    private static final Set<String> UPLOADS = Set.of("multipart/form-data", "application/x-ndjson");
    private static final long MEGABYTE = 1024 * 1024;

    @Inject
    private Settings settings;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.hasEntity() || isUpload(request.getMediaType())) {
            return;
        }
        int megabytes = settings.number("groundwork.request.max.mb", 4, 1, 64);
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > megabytes * MEGABYTE) {
            throw tooLarge(megabytes);
        }
        request.setEntityStream(
                new BoundedStream(request.getEntityStream(), megabytes * MEGABYTE, () -> tooLarge(megabytes)));
    }

    private static boolean isUpload(MediaType type) {
        return type != null && UPLOADS.contains(type.getType() + "/" + type.getSubtype());
    }

    private static Problem tooLarge(int megabytes) {
        return new Problem.Invalid(Problem.Invalid.Shape.TOO_LARGE, List.of(), "platform.body_too_large", megabytes);
    }
}
