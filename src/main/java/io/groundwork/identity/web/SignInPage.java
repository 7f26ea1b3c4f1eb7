package io.groundwork.identity.web;

import io.groundwork.identity.SignIn;
import io.groundwork.identity.SignedIn;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.web.Act;
import io.groundwork.platform.web.Here;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Signing in: the organisation, a name and a password; afterwards the person is where the person wanted to go. */
@Named
@RequestScoped
public class SignInPage {

    @Inject
    private SignIn signIn;

    @Inject
    private Act act;

    @Inject
    private Here here;

    @Inject
    private HttpServletRequest request;

    private String tenant;
    private String username;
    private String password;
    private String next;

    @PostConstruct
    void load() {
        tenant = here.parameter("tenant").orElse(null);
        next = here.parameter("next").orElse(null);
    }

    /** The page of a tenant asks for name and password only. */
    public boolean isTenantKnown() {
        return here.parameter("tenant").isPresent();
    }

    public void enter() {
        act.done(() -> {
            SignedIn person = signIn.withPassword(
                    text(tenant).toLowerCase(Locale.ROOT), text(username), password == null ? "" : password);
            PageSession.open(request, person);
            act.goTo(wanted(person.caller().tenantSlug()));
        });
    }

    /** Where the person wanted to go, if that is a page of this tenant: never another site's. */
    private String wanted(String slug) {
        String home = "/t/" + slug;
        return next != null && (next.equals(home) || next.startsWith(home + "/")) && !next.contains("\\") ? next : home;
    }

    private static String text(String typed) {
        if (typed == null || typed.isBlank()) {
            throw new Problem.Refused("identity.sign_in_incomplete");
        }
        return typed.strip();
    }

    public String getTenant() {
        return tenant;
    }

    public void setTenant(String tenant) {
        this.tenant = tenant;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }
}
