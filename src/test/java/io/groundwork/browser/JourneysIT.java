package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.groundwork.testing.Api;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways that the product is for: asking, managing, reviewing. */
class JourneysIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final String SALARIES = "What is the salary range of a senior engineer?";
    private static final double ANSWER = 60_000;

    @Test
    void anEmployeeAsksAndLandsOnTheCitedPassage() {
        try (Visitor nadia = browser.person("nadia")) {
            Locator answer = ask(nadia, "How many days of paid annual leave do full-time employees receive?");
            assertThat(answer.locator("[data-body]")).containsText("27 days");
            answer.locator("[data-body] .cite").first().click();
            Locator panel = nadia.page().locator("[data-source-panel]");
            assertThat(panel.locator("[data-source-text] mark")).containsText("27");
            Page source = nadia.page();
            panel.locator("[data-source-open]").click();
            source.waitForURL(Pattern.compile(".*/source/.*"));
            assertThat(source.locator("mark#passage")).containsText("27");
            assertThat(source.locator("mark#passage")).isInViewport();
            assertThat(nadia.complaints()).isEmpty();
        }
    }

    @Test
    void whoeverMayNotReadTheSourceIsToldOfNothing() {
        try (Visitor anna = browser.person("anna");
                Visitor priya = browser.person("priya")) {
            assertThat(ask(anna, SALARIES).locator("[data-sources]")).containsText("Salary bands 2026");
            Locator answer = ask(priya, SALARIES);
            assertThat(answer.locator("[data-abstained]")).isVisible();
            assertThat(answer.locator(".cite")).hasCount(0);
            assertThat(answer.innerText()).doesNotContainIgnoringCase("salary bands");
        }
    }

    @Test
    void anAdminUploadsAFileAndItCanBeAskedAbout() {
        String word = "quillwort" + Api.fresh("x").replace("-", "");
        try (Visitor ida = browser.person("ida")) {
            ida.open("/collections/handbook/documents");
            ida.page()
                    .locator("[data-upload] input[type=file]")
                    .setInputFiles(new FilePayload(
                            word + ".md",
                            "text/markdown",
                            ("# The " + word + "\n\nThe " + word
                                            + " is watered by the porter on the first Tuesday of each month.")
                                    .getBytes(StandardCharsets.UTF_8)));
            assertThat(ida.page().locator("[data-uploads] progress"))
                    .hasJSProperty("value", 1, new LocatorAssertions.HasJSPropertyOptions().setTimeout(ANSWER));
            ida.open("/collections/handbook/documents?q=" + word);
            assertThat(ida.page().locator("table")).containsText(word);
            assertThat(ask(ida, "When is the " + word + " watered?").locator("[data-body]"))
                    .containsText("first Tuesday");
            assertThat(ida.complaints()).isEmpty();
        }
    }

    @Test
    void aReviewerOpensARecordedAnswerWithItsSources() {
        String question = "How much is the learning budget per year? " + Api.fresh("ref");
        try (Visitor priya = browser.person("priya");
                Visitor tomas = browser.person("tomas")) {
            ask(priya, question);
            tomas.open("/review");
            tomas.page()
                    .locator("table a", new Page.LocatorOptions().setHasText(question))
                    .click();
            assertThat(tomas.page().locator("main h1")).containsText(question);
            assertThat(tomas.page().locator("main")).containsText("Learning budget");
            assertThat(tomas.page().locator("pre.verbatim").first()).containsText(question);
            assertThat(tomas.complaints()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsToldAndOpensNothing() {
        try (Visitor stranger = browser.stranger(ColorScheme.LIGHT)) {
            stranger.open("/sign-in");
            Chromium.signIn(stranger.page(), "nobody-at-all", "not the password");
            assertThat(stranger.page().locator(".problems")).containsText("wrong");
            stranger.open("/collections");
            assertThat(stranger.page()).hasURL(Pattern.compile(".*/sign-in.*"));
        }
    }

    /** Asks on the ask page and waits for the whole answer. */
    private static Locator ask(Visitor visitor, String question) {
        visitor.open("/ask");
        visitor.page().locator("[data-input]").fill(question);
        visitor.page().locator("[data-send]").click();
        Locator answer = visitor.page().locator("[data-thread] .exchange").last();
        assertThat(answer.locator("[data-acts]"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(ANSWER));
        return answer;
    }
}
