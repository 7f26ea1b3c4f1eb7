package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asking: the streamed answer, its sources, the exact passage, and honest ignorance. */
class AskPageIT {

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
    void anAnswerLeadsToTheExactPassage() {
        Page page = chromium.as("priya");
        Locator exchange = ask(page, "How much is the learning budget per year?");
        assertThat(exchange.locator(".answer-body")).containsText("1,200");

        exchange.locator("button.cite").first().click();
        Locator mark = page.locator(".source-text mark");
        assertThat(mark).containsText("1,200");
        String quote = mark.textContent();
        page.locator("[data-source-open]").click();

        assertThat(page).hasURL(Pattern.compile(".*/t/oskerby/source/.*start=.*#passage"));
        assertThat(page.locator("#passage")).hasText(quote);
        assertThat(page.locator("#passage")).isInViewport();
    }

    @Test
    void aConversationIsThereAgainAfterAReload() {
        Page page = chromium.as("priya");
        ask(page, "How much is the learning budget per year?");
        assertThat(page).hasURL(Pattern.compile(".*/ask/[0-9a-f-]{36}"));
        page.reload();

        Locator exchange = page.locator(".exchange");
        assertThat(exchange).hasCount(1);
        assertThat(exchange.locator(".question")).hasText("How much is the learning budget per year?");
        exchange.locator("button.cite").first().click();
        assertThat(page.locator(".source-text mark")).containsText("1,200");
    }

    @Test
    void whatOnlyOthersMayReadIsAnsweredWithHonestIgnorance() {
        Page page = chromium.as("priya");
        Locator exchange = ask(page, "What is the salary range of a senior engineer?");

        assertThat(exchange.locator(".answer-abstained")).isVisible();
        assertThat(exchange.locator("button.cite")).hasCount(0);
        assertThat(exchange.locator(".answer-body")).not().containsText("EUR");
    }

    @Test
    void anAnswerCanBeJudged() {
        Page page = chromium.as("priya");
        Locator exchange = ask(page, "How much is the learning budget per year?");
        exchange.locator("[data-down]").click();
        exchange.locator("[data-reason=out_of_date]").click();

        assertThat(exchange.locator("[data-judged]")).hasText("Thank you, noted");
        assertThat(exchange.locator("[data-down]")).hasAttribute("aria-pressed", "true");
    }

    @Test
    void markupInAQuestionStaysText() {
        Page page = chromium.as("priya");
        Locator exchange = ask(page, "<img src=x onerror=\"document.title='taken'\"> What is the learning budget?");

        assertThat(exchange.locator(".question")).containsText("<img src=x");
        assertThat(exchange.locator("img")).hasCount(0);
        assertThat(page).hasTitle(Pattern.compile("Ask.*"));
    }

    private static Locator ask(Page page, String question) {
        page.navigate(Chromium.of("/ask"));
        page.locator("[data-input]").fill(question);
        page.locator("[data-send]").click();
        Locator exchange = page.locator(".exchange").last();
        assertThat(exchange.locator("[data-acts]")).isVisible();
        return exchange;
    }
}
