package io.groundwork.shell.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Shows the page that an address means. A view is reached by its address only: asking for the file behind it is answered
 * like asking for nothing, and so is a page that the person's roles do not open.
 */
public class RouteFilter extends HttpFilter {

    private static final String FACES_RESOURCES = "/jakarta.faces.resource/";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<Routes.Hit> hit = Routes.find(path);
        if (hit.isPresent()) {
            show(hit.get(), request, response);
        } else if (request.getServletPath().endsWith(".xhtml") && !request.getServletPath().startsWith(FACES_RESOURCES)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void show(Routes.Hit hit, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Route route = hit.route();
        if (!route.isPublic() && request.getUserPrincipal() == null) {
            response.sendRedirect(signIn(hit, request));
        } else if (!route.isPublic() && !route.role().equals(Route.SIGNED_IN) && !request.isUserInRole(route.role())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            request.getRequestDispatcher(hit.forwardTo()).forward(request, response);
        }
    }

    /** The tenant's sign-in page, which leads back to where the person wanted to go. */
    private static String signIn(Routes.Hit hit, HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String wanted = URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
        String tenant = hit.variables().get(0).value();
        return request.getContextPath() + "/t/" + tenant + "/sign-in?next=" + wanted;
    }
}
