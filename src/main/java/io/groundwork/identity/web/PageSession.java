package io.groundwork.identity.web;

import io.groundwork.identity.SessionTicket;
import io.groundwork.identity.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** The browser session of a signed-in person: opened at sign-in under a new id, ended at sign-out. */
public final class PageSession {

    private static final String TICKET = SessionTicket.class.getName();

    private PageSession() {}

    /** Opens the session; its id is new, so that nobody can have laid one out for the person before. */
    public static void open(HttpServletRequest request, SignedIn person) {
        request.getSession(true);
        request.changeSessionId();
        request.getSession().setAttribute(TICKET, SessionTicket.of(person));
    }

    /** Ends the session with everything in it. */
    public static void close(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    static Optional<SessionTicket> ticket(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((SessionTicket) session.getAttribute(TICKET));
    }

    /** The person is no longer signed in, but the session lives on for what the sign-in page keeps in it. */
    static void forget(HttpServletRequest request) {
        request.getSession().removeAttribute(TICKET);
    }
}
