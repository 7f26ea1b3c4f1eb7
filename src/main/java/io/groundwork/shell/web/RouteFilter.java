package io.groundwork.shell.web;

import io.groundwork.identity.web.PageSession;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.web.Here;
import io.groundwork.platform.web.RequestBinding;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.primefaces.csp.CspException;

/**
 * Shows the page that an address means. A view is reached by its address only: asking for the file behind it is answered
 * like asking for nothing, and so is a page that the person's roles do not open.
 */
public class RouteFilter extends HttpFilter {

    private static final String SIGN_OUT = "/sign-out";
    private static final String FACES_RESOURCES = "/jakarta.faces.resource/";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Optional<Routes.Hit> hit = Routes.find(path);
        if (path.equals(SIGN_OUT) && request.getMethod().equals("POST")) {
            PageSession.close(request);
            lead(response, request.getContextPath() + "/");
        } else if (path.equals("/")) {
            lead(response, request.getContextPath() + start((Caller) request.getAttribute(RequestBinding.CALLER)));
        } else if (hit.isPresent()) {
            show(hit.get(), request, response);
        } else if (request.getServletPath().endsWith(".xhtml")
                && !request.getServletPath().startsWith(FACES_RESOURCES)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void show(Routes.Hit hit, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Caller caller = (Caller) request.getAttribute(RequestBinding.CALLER);
        if (hit.route().isPublic() || isOpenTo(caller, hit)) {
            Here.name(request, hit.named());
            render(hit, request, response);
        } else if (caller != null && hit.isHomeOf(caller.tenantSlug())) {
            lead(response, request.getContextPath() + start(caller));
        } else if (caller == null || !hit.tenant().equals(caller.tenantSlug())) {
            lead(response, signIn(hit, request));
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Where a person begins: who manages at home, who only reviews with the answers, everybody else by asking. */
    private static String start(Caller caller) {
        if (caller == null || caller.isOperator()) {
            return "/sign-in";
        }
        String home = "/t/" + caller.tenantSlug();
        if (caller.is(Role.ADMIN)) {
            return home;
        }
        return caller.is(Role.REVIEWER) && !caller.is(Role.EMPLOYEE) ? home + "/review" : home + "/ask";
    }

    /** What a page finds to be absent, or not for this person, is answered like an address that means nothing. */
    private static void render(Routes.Hit hit, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            request.getRequestDispatcher(hit.route().view()).forward(request, response);
        } catch (ServletException | RuntimeException failed) {
            if (response.isCommitted() || !isHidden(failed) && !lacksNonce(failed)) {
                throw failed;
            }
            response.sendError(
                    isHidden(failed) ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static boolean isHidden(Throwable failed) {
        return failed instanceof Problem.NotFound
                || failed instanceof Problem.Refused
                || failed.getCause() != null && isHidden(failed.getCause());
    }

    /** A post that our page's script did not send: nothing was done with it that its sender may not do. */
    private static boolean lacksNonce(Throwable failed) {
        return failed instanceof CspException || failed.getCause() != null && lacksNonce(failed.getCause());
    }

    /** To an address of our own, without the host: what a client says that we are called goes into no address. */
    private static void lead(HttpServletResponse response, String address) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", address);
    }

    private static boolean isOpenTo(Caller caller, Routes.Hit hit) {
        return caller != null
                && hit.tenant().equals(caller.tenantSlug())
                && caller.roles().stream().anyMatch(role -> hit.route().isFor(role.word()));
    }

    /** The sign-in page of the tenant in the address, which leads back to where the person wanted to go. */
    private static String signIn(Routes.Hit hit, HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String wanted = URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8);
        return request.getContextPath() + "/t/" + hit.tenant() + "/sign-in?next=" + wanted;
    }
}
