package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comparing costs in the console: every figure can be changed, and the address keeps what was put in. */
class CostsPageIT {

    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        page = chromium.as("ida");
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @BeforeEach
    void thePublishedExample() {
        page.setViewportSize(1280, 900);
        page.navigate("about:blank");
        page.navigate(Chromium.of("/costs?from=published"));
        assertThat(row("RAG")).containsText("990 USD");
    }

    private static Locator row(String option) {
        return page.locator("[data-result] tr", new Page.LocatorOptions().setHasText(option));
    }

    private static Locator card(int place) {
        return page.locator(".cost-option").nth(place);
    }

    @Test
    void thePublishedExampleStandsSideBySideWithItsFormulas() {
        assertThat(row("RAG")).containsText("33 USD");
        assertThat(row("RAG")).containsText("Least");
        assertThat(row("Fine-tuned")).containsText("1,700 USD");
        assertThat(row("Hybrid")).containsText("1,790 USD");
        assertThat(page.locator("[data-verdicts]")).containsText("RAG costs less than Fine-tuned at every volume.");
        assertThat(card(0).locator(".cost-formula").first())
                .containsText("0.0001 USD × 10,000 queries a day × 30 days = 30 USD a month");
    }

    @Test
    void aChangedFigureIsReckonedAndKeptByTheAddress() {
        card(1).locator("[data-part=amount]").first().fill("0.002");
        assertThat(row("Fine-tuned")).containsText("1,100 USD");
        assertThat(page.locator("[data-verdicts]")).containsText("Below 12,821 queries a day RAG costs less");
        page.getByLabel("Queries a day").fill("20000");
        assertThat(row("Fine-tuned")).containsText("1,700 USD");
        assertThat(row("Fine-tuned")).containsText("Least");
        page.reload();
        assertThat(row("Fine-tuned")).containsText("1,700 USD");
        assertThat(page.getByLabel("Queries a day")).hasValue("20000");
    }

    @Test
    void linesAndOptionsComeAndGo() {
        card(0).locator("[data-add-line]").click();
        Locator line = card(0).locator(".cost-line").last();
        line.locator("[data-part=name]").fill("Curation");
        line.locator("[data-part=per]").selectOption("refresh");
        line.locator("[data-part=how]").selectOption("of");
        line.locator("[data-part=of]").fill("Generate");
        line.locator("[data-part=times]").fill("1000");
        card(0).locator("[data-refreshes]").fill("52");
        assertThat(card(0).locator(".cost-line").last())
                .containsText("1,000 × “Generate” (0.003 USD) × 52 refreshes a year / 12 months = 13 USD a month");
        assertThat(row("RAG")).containsText("1,003 USD");
        card(2).locator("[data-remove]").first().click();
        assertThat(page.locator("[data-result] tr")).hasCount(2);
        page.locator("[data-add-option]").click();
        assertThat(row("Option 3")).containsText("0 USD");
    }

    @Test
    void whatIsWrongStandsBesideItsField() {
        Locator amount = card(1).locator("[data-part=amount]").first();
        amount.fill("cheap");
        assertThat(card(1).locator(".field-error")).containsText("Must be an amount");
        assertThat(amount).hasAttribute("aria-invalid", "true");
        card(1).locator("[data-name]").fill("RAG");
        assertThat(card(1).locator(".field-error")).containsText("two of this name");
        card(1).locator("[data-name]").fill("Tuned");
        amount.fill("1");
        assertThat(row("Tuned")).containsText("300,500 USD");
        assertThat(page.locator(".field-error")).hasCount(0);
    }

    @Test
    void aNarrowWindowNeedsNoSidewaysScrolling() {
        page.setViewportSize(390, 844);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    }
}
