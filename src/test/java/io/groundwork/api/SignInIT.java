package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.Api;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.Browser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInIT {

    private static final String PASSWORD = "correct horse battery staple";
    private static final String WRONG = "The user name or the password is wrong.";

    private static ApiTenant tenant;

    @BeforeAll
    static void aTenant() {
        tenant = ApiTenant.create();
    }

    @Test
    void whoeverIsNotSignedInIsLedToTheSignInPageAndBack() {
        HttpResponse<String> people = new Browser().get(page("/people"));
        assertThat(people.statusCode()).isEqualTo(302);
        assertThat(people.headers().firstValue("location").orElse("")).contains("/sign-in?next=");
    }

    @Test
    void theRightPasswordOpensTheTenantUnderANewSession() {
        person("ann", "admin");
        Browser browser = new Browser();
        browser.get(page("/sign-in"));
        String before = browser.session().map(Object::toString).orElse("none");
        HttpResponse<String> entered = browser.signIn(tenant.slug(), "ann", PASSWORD);
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(302);
        assertThat(browser.session()).isPresent();
        assertThat(browser.session().get().toString()).isNotEqualTo(before);
        assertThat(browser.session().get().isHttpOnly()).isTrue();
        assertThat(browser.get(page("/people")).statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAreToldAlike() {
        person("ben", "employee");
        assertThat(new Browser()
                        .signIn(tenant.slug(), "ben", "not the password")
                        .body())
                .contains(WRONG);
        assertThat(new Browser().signIn(tenant.slug(), "nobody-here", PASSWORD).body())
                .contains(WRONG);
        assertThat(new Browser().signIn("no-such-tenant", "ben", PASSWORD).body())
                .contains(WRONG);
    }

    @Test
    void whoeverHasNoPasswordCannotSignInWithAnEmptyOne() {
        tenant.employee("keyed");
        HttpResponse<String> tried = new Browser().signIn(tenant.slug(), "keyed", "");
        assertThat(tried.statusCode()).isEqualTo(200);
        assertThat(tried.body()).contains(WRONG);
    }

    @Test
    void guessingIsSlowedAndEveryAttemptIsInTheAuditTrailWithoutThePassword() {
        person("guessed", "employee");
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(new Browser()
                            .signIn(tenant.slug(), "guessed", "a wild guess " + attempt)
                            .body())
                    .contains(WRONG);
        }
        HttpResponse<String> blocked = new Browser().signIn(tenant.slug(), "guessed", PASSWORD);
        assertThat(blocked.body()).contains("too many failed sign-ins");
        String trail = tenant.admin()
                .get(tenant.path("/audit?subject=guessed"))
                .expect(200)
                .body();
        assertThat(trail).contains("sign_in.failed", "sign_in.blocked").doesNotContain("wild guess", PASSWORD);
    }

    @Test
    void aSessionEndsWithItsUser() {
        person("cara", "employee");
        Browser browser = signedIn("cara");
        assertThat(me(browser, "page", null)).isEqualTo(200);
        tenant.admin().delete(tenant.path("/users/cara")).expect(204);
        assertThat(me(browser, "page", null)).isEqualTo(401);
        assertThat(browser.get(page("/ask")).statusCode()).isEqualTo(302);
        assertThat(new Browser().signIn(tenant.slug(), "cara", PASSWORD).body()).contains(WRONG);
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOldOne() {
        person("dora", "employee");
        Browser browser = signedIn("dora");
        tenant.admin()
                .send("PATCH", tenant.path("/users/dora"), "{\"password\":\"another long password\"}")
                .expect(200);
        assertThat(me(browser, "page", null)).isEqualTo(401);
    }

    @Test
    void aSuspendedTenantsPeopleAreToldSoAfterTheRightPassword() {
        ApiTenant paused = ApiTenant.create();
        paused.admin()
                .send("PATCH", paused.path("/users/admin"), "{\"password\":\"" + PASSWORD + "\"}")
                .expect(200);
        Browser before = new Browser();
        assertThat(before.signIn(paused.slug(), "admin", PASSWORD).statusCode()).isEqualTo(302);
        Api.operator()
                .send("PATCH", paused.path(""), "{\"status\":\"suspended\"}")
                .expect(200);
        assertThat(before.get("/t/" + paused.slug() + "/people").statusCode()).isEqualTo(302);
        assertThat(new Browser().signIn(paused.slug(), "admin", PASSWORD).body())
                .contains("This tenant is suspended.");
        assertThat(new Browser()
                        .signIn(paused.slug(), "admin", "not the password")
                        .body())
                .contains(WRONG)
                .doesNotContain("suspended");
    }

    @Test
    void aSessionCountsAtTheApiOnlyWhenOurOwnPageAsks() {
        person("erik", "employee");
        Browser browser = signedIn("erik");
        assertThat(me(browser, "page", "same-origin")).isEqualTo(200);
        assertThat(me(browser, null, null)).isEqualTo(401);
        assertThat(me(browser, "page", "cross-site")).isEqualTo(401);
        assertThat(me(browser, "page", "same-site")).isEqualTo(401);
    }

    @Test
    void aSessionOfOneTenantOpensNoPageOfAnother() {
        person("fay", "admin");
        ApiTenant other = ApiTenant.create();
        Browser browser = signedIn("fay");
        assertThat(browser.get("/t/" + other.slug() + "/people").statusCode()).isNotEqualTo(200);
    }

    private static void person(String username, String role) {
        tenant.admin()
                .send(
                        "POST",
                        tenant.path("/users"),
                        "{\"username\":\"%s\",\"email\":\"%s@b.example\",\"password\":\"%s\",\"roles\":[\"%s\"]}"
                                .formatted(username, username, PASSWORD, role))
                .expect(201);
    }

    private static Browser signedIn(String username) {
        Browser browser = new Browser();
        assertThat(browser.signIn(tenant.slug(), username, PASSWORD).statusCode())
                .isEqualTo(302);
        return browser;
    }

    private static int me(Browser browser, String client, String site) {
        var request = browser.request("/api/v1/me");
        if (client != null) {
            request.header("X-Groundwork-Client", client);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        return browser.send(request).statusCode();
    }

    private static String page(String rest) {
        return "/t/" + tenant.slug() + rest;
    }
}
