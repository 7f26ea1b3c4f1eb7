package io.groundwork.identity.web;

import io.groundwork.identity.Authentication;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.rest.ProblemWriter;
import io.groundwork.platform.web.RequestBinding;
import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who a request comes from: the owner of the key that it bears where programs ask, the person of the session elsewhere. It
 * turns away only what claims to be somebody and is not; what nobody may do is refused further in.
 *
 * <p>A session counts at the programs' addresses only when our own page asks: it says so in a header that no other site
 * can make a browser send, so that a foreign page cannot act with the person's session.
 */
@ApplicationScoped
@DeclareRoles({"operator", "admin", "reviewer", "employee"})
public class SignInMechanism implements HttpAuthenticationMechanism {

    static final String CLIENT = "X-Groundwork-Client";

    private static final String SCHEME = "Bearer ";
    private static final List<String> FOR_PROGRAMS = List.of("/v1/", "/api/", "/scim/", "/mcp");
    private static final List<String> FOR_ANYBODY =
            List.of("/assets/", "/jakarta.faces.resource/", "/health", "/metrics", "/openapi");

    @Inject
    private Authentication authentication;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (FOR_ANYBODY.stream().anyMatch(path::startsWith)) {
            return context.doNothing();
        }
        boolean program = FOR_PROGRAMS.stream().anyMatch(path::startsWith);
        try {
            Optional<Caller> caller = program ? ofProgram(request) : ofPage(request);
            return caller.map(found -> admit(found, request, context)).orElseGet(context::doNothing);
        } catch (RuntimeException refusal) {
            ProblemWriter.write(request, response, refusal);
            return AuthenticationStatus.SEND_FAILURE;
        }
    }

    private static AuthenticationStatus admit(Caller caller, HttpServletRequest request, HttpMessageContext context) {
        request.setAttribute(RequestBinding.CALLER, caller);
        return context.notifyContainerAboutLogin(
                caller.username(), caller.roles().stream().map(Role::word).collect(Collectors.toSet()));
    }

    private Optional<Caller> ofProgram(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return asksFromOurPage(request) ? ofSession(request) : Optional.empty();
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Problem.Refused("identity.invalid_api_key");
        }
        return Optional.of(
                authentication.byKey(authorization.substring(SCHEME.length()).strip()));
    }

    private static boolean asksFromOurPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return "page".equals(request.getHeader(CLIENT)) && (site == null || site.equals("same-origin"));
    }

    /** A suspended tenant's pages lead back to the sign-in page, which says why. */
    private Optional<Caller> ofPage(HttpServletRequest request) {
        try {
            return ofSession(request);
        } catch (Problem.Refused suspended) {
            PageSession.forget(request);
            return Optional.empty();
        }
    }

    private Optional<Caller> ofSession(HttpServletRequest request) {
        return PageSession.ticket(request).flatMap(authentication::bySession);
    }
}
