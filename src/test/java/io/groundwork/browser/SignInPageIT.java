package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The door: who comes in, who does not, and where one lands. */
class SignInPageIT {

    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @Test
    void aWrongPasswordIsToldInWordsAndLetsNobodyIn() {
        Page page = chromium.stranger(ColorScheme.LIGHT);
        Chromium.signIn(page, "olivia", "surely not this one");

        assertThat(page.locator(".problems")).containsText("The user name or the password is wrong.");
        page.navigate(Chromium.of("/ask"));
        assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?next=.*"));
    }

    @Test
    void signingInLeadsToWhereThePersonWantedToGo() {
        Page page = chromium.stranger(ColorScheme.LIGHT);
        page.navigate(Chromium.of("/my-access"));
        page.getByLabel("User name").fill("priya");
        page.getByLabel("Password").fill(Chromium.password());
        page.locator("button[type=submit]").click();

        assertThat(page).hasURL(Chromium.of("/my-access"));
    }

    @Test
    void signingInNeverLeadsToAnotherSite() {
        Page page = chromium.stranger(ColorScheme.LIGHT);
        page.navigate(Chromium.of("/sign-in?next=//elsewhere.example/t/oskerby"));
        page.getByLabel("User name").fill("priya");
        page.getByLabel("Password").fill(Chromium.password());
        page.locator("button[type=submit]").click();

        assertThat(page).hasURL(Chromium.of("/ask"));
    }

    @Test
    void signingOutEndsTheSession() {
        Page page = chromium.as("priya");
        page.locator("[data-menu=user] summary").click();
        page.locator("form[action='/sign-out'] button").click();
        assertThat(page).hasURL(Chromium.url("/sign-in"));

        page.navigate(Chromium.of("/history"));
        assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?next=.*"));
    }

    @Test
    void aPageThatTheRolesDoNotOpenLooksLikeOneThatIsNotThere() {
        Page page = chromium.as("priya");
        page.navigate(Chromium.of("/people"));
        String hidden = page.locator("main").innerText();
        page.navigate(Chromium.url("/there/is/no/such/page"));

        assertThat(page.locator("main")).hasText(hidden, new LocatorAssertions.HasTextOptions().setUseInnerText(true));
    }
}
