package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reviewing: the recorded answer with everything that it was made from. */
class ReviewPagesIT {

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
    void aReviewerOpensTheRecordedAnswerWithItsSources() {
        String mark = "reference " + UUID.randomUUID();
        Page asker = chromium.as("priya");
        asker.navigate(Chromium.of("/ask"));
        asker.locator("[data-input]").fill("How much is the learning budget per year? " + mark);
        asker.locator("[data-send]").click();
        assertThat(asker.locator("[data-acts]").last()).isVisible();

        Page page = chromium.as("tomas");
        assertThat(page).hasURL(Chromium.of("/review"));
        page.navigate(Chromium.of("/review?q=" + mark.replace(' ', '+')));
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("tbody a").click();

        assertThat(page.locator("h1")).containsText(mark);
        assertThat(page.locator("aside")).containsText("priya");
        assertThat(page.locator("aside")).containsText("engineering");
        assertThat(page.locator("[aria-labelledby=attempts] pre").first()).containsText("learning budget");
        Locator candidates = page.locator("[aria-labelledby=candidates] tbody tr");
        assertThat(candidates.first()).containsText("Allowed");
        assertThat(page.locator("aside")).containsText("Text matches its hash");
    }

    @Test
    void nextAndPreviousStayInsideTheFilter() {
        Page page = chromium.as("tomas");
        Page asker = chromium.as("nadia");
        for (String question :
                new String[] {"May I bring my cat to the office?", "May I bring my parrot to the office?"}) {
            asker.navigate(Chromium.of("/ask"));
            asker.locator("[data-input]").fill(question);
            asker.locator("[data-send]").click();
            assertThat(asker.locator("[data-acts]").last()).isVisible();
        }
        page.navigate(Chromium.of("/review?username=nadia&abstained=true&q=parrot"));
        page.locator("tbody a").first().click();
        assertThat(page.locator("h1")).containsText("parrot");
        assertThat(page).hasURL(Pattern.compile(".*username=nadia&abstained=true&q=parrot"));
        assertThat(page.locator("h1")).not().containsText("cat");
        for (Locator next = page.locator("a[rel=next]"); next.count() > 0; ) {
            next.click();
            assertThat(page.locator("h1")).containsText("parrot");
        }
    }

    @Test
    void theReviewDeskIsHiddenFromWhoReviewsNothing() {
        Page page = chromium.as("priya");
        page.navigate(Chromium.of("/review"));
        assertThat(page.locator("h1")).hasText("There is nothing here");
    }
}
