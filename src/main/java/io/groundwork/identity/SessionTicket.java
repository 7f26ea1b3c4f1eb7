package io.groundwork.identity;

import java.io.Serializable;
import java.util.UUID;

/**
 * All that a browser session remembers of its person. Everything else is read again at each request, so that a change of
 * roles, a deactivation or a suspension holds at once.
 */
public record SessionTicket(int tenant, UUID user, int epoch) implements Serializable {

    /** The ticket of somebody who has just signed in. */
    public static SessionTicket of(SignedIn person) {
        return new SessionTicket(
                person.caller().tenant().value(), person.caller().user().value(), person.sessionEpoch());
    }
}
