package io.groundwork.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Says to the browser what a response may do. Everything is closed and then opened as far as our own pages need; PrimeFaces
 * replaces the policy of a page by one that also names the nonce of its own scripts.
 */
public class SecurityHeaders extends HttpFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final String CLOSED =
            "default-src 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                    + "style-src 'self'; style-src-attr 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; "
                    + "form-action 'self'; object-src 'none'; script-src 'self'";
    private static final String FONT_FOR_A_YEAR = "public, max-age=31536000, immutable";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        put(request, response);
        chain.doFilter(request, new OnePolicy(response));
    }

    /** Sets the headers; also for replies that are given before any filter runs. */
    public static void put(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(POLICY, CLOSED);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=63072000");
        }
        response.setHeader("Cache-Control", caching(request.getServletPath()));
    }

    /** Pages and answers hold what only this person may read; only the product's own files may be kept. */
    private static String caching(String path) {
        if (path.startsWith("/assets/fonts/")) {
            return FONT_FOR_A_YEAR;
        }
        return path.startsWith("/assets/") || path.startsWith("/jakarta.faces.resource/") ? "no-cache" : "no-store";
    }

    /** Browsers enforce every policy they are sent at once, so a page's own policy has to replace the closed one. */
    private static final class OnePolicy extends HttpServletResponseWrapper {
        OnePolicy(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (POLICY.equalsIgnoreCase(name)) {
                setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }
    }
}
