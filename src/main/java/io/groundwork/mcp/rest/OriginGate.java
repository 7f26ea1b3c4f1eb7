package io.groundwork.mcp.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

/**
 * Stands before everything else that looks at a message, so that a page of a foreign origin is not even given a reply that
 * was kept; and tells a browser that a page of a welcome one may read what it gets. Without that (CORS) no page could speak
 * to the server: a browser asks first, without the key. Cookies never count here.
 */
@Provider
@PreMatching
@ApplicationScoped
public class OriginGate implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String PATH = "mcp";
    private static final String ORIGIN = "Origin";
    private static final String WISHED_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Accept, MCP-Protocol-Version, Idempotency-Key, x-request-id, traceparent";
    private static final String REPLY_HEADERS =
            "x-request-id, traceparent, Retry-After, WWW-Authenticate, Idempotent-Replayed";
    private static final String AN_HOUR = "3600";

    private Origins origins;

    /** For the container's proxies only. */
    protected OriginGate() {}

    @Inject
    OriginGate(Origins origins) {
        this.origins = origins;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isOurs(request)) {
            return;
        }
        origins.demand(request.getHeaderString(ORIGIN));
        if (request.getMethod().equals(HttpMethod.OPTIONS) && request.getHeaderString(WISHED_METHOD) != null) {
            request.abortWith(Response.noContent()
                    .header("Access-Control-Allow-Methods", HttpMethod.POST)
                    .header("Access-Control-Allow-Headers", REQUEST_HEADERS)
                    .header("Access-Control-Max-Age", AN_HOUR)
                    .build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isOurs(request)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, ORIGIN);
        String origin = request.getHeaderString(ORIGIN);
        if (origin != null && origins.welcome(origin)) {
            headers.putSingle("Access-Control-Allow-Origin", origin);
            headers.putSingle("Access-Control-Expose-Headers", REPLY_HEADERS);
        }
    }

    private static boolean isOurs(ContainerRequestContext request) {
        UriInfo address = request.getUriInfo();
        return address.getPath().replaceAll("^/|/$", "").equals(PATH);
    }
}
