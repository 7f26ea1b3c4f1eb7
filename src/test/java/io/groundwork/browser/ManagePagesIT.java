package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an admin sees and does: people, groups, keys, collections, their access and their documents. */
class ManagePagesIT {

    private static final LocatorAssertions.ContainsTextOptions UNTIL_INGESTED =
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);

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
    void anAdminSeesPeopleGroupsAndCollections() {
        Page page = chromium.as("ida");
        assertThat(page).hasURL(Chromium.of(""));
        page.navigate(Chromium.of("/people?q=jonas"));
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.getByText("jonas").first().click();
        assertThat(page.locator("#belongs ~ p").last()).containsText("engineering");

        page.navigate(Chromium.of("/groups"));
        assertThat(page.locator("tbody")).containsText("platform-team");
        page.navigate(Chromium.of("/collections"));
        assertThat(page.locator("tbody")).containsText("HR confidential");
        page.navigate(Chromium.of("/collections/handbook/documents?status=draft"));
        assertThat(page.locator("tbody")).containsText("Draft");
    }

    @Test
    void anUploadedPdfIsWatchedUntilItIsReady() {
        Page page = chromium.as("ida");
        page.navigate(Chromium.of("/collections/handbook/documents"));
        String name = "canteen-" + UUID.randomUUID() + ".pdf";
        byte[] pdf = SmallPdf.saying("The canteen in Calderstead opens at noon and serves soup on Fridays.");
        page.locator("input[type=file]").setInputFiles(new FilePayload(name, "application/pdf", pdf));

        Locator row = page.locator(".upload");
        assertThat(row.locator("[data-state]")).containsText("Ready", UNTIL_INGESTED);
        row.locator("[data-name]").click();
        assertThat(page.locator("h1")).isVisible();
        page.getByText("Delete", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        page.locator("#confirm [value=yes]").click();
        assertThat(page.locator(".toast")).hasText("The document was deleted.");
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() {
        Page page = chromium.as("ida");
        page.navigate(Chromium.of("/collections/handbook/documents"));
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload("empty-" + UUID.randomUUID() + ".txt", "text/plain", new byte[0]));

        Locator row = page.locator(".upload-failed");
        assertThat(row.locator("[role=alert]")).containsText("empty", UNTIL_INGESTED);
    }

    @Test
    void theEffectOfARuleIsShownBeforeItIsSaved() {
        Page page = chromium.as("ida");
        page.navigate(Chromium.of("/collections/hr-confidential/access"));
        Locator adding = page.locator("[data-adding=allow]");
        adding.locator("select").selectOption("user");
        adding.locator("input").fill("nadia");
        adding.locator("button").click();
        assertThat(page.locator("[data-gained]")).containsText("nadia");
        assertThat(page.locator("[data-lost]")).hasText("Nobody");

        page.reload();
        assertThat(page.locator("[data-list=allow]")).not().containsText("nadia");
    }

    @Test
    void anAccessRuleThatNamesNobodyKnownIsRefusedInPlace() {
        Page page = chromium.as("ida");
        page.navigate(Chromium.of("/collections/hr-confidential/access"));
        Locator adding = page.locator("[data-adding=allow]");
        adding.locator("input").fill("no-such-group");
        adding.locator("button").click();

        assertThat(page.locator("[data-problem]")).containsText("There is no group \"no-such-group\"");
        assertThat(page.locator("[data-save]")).isDisabled();
    }

    @Test
    void anAccessCheckNamesTheRuleThatDecided() {
        Page page = chromium.as("ida");
        page.navigate(Chromium.of("/collections/hr-confidential/access"));
        page.locator("form.filters [name=username]").fill("anna");
        page.locator("form.filters [name=check]").selectOption("Hiring plan 2027");
        page.locator("form.filters button").click();

        assertThat(page.locator("[role=status] .chip-danger")).hasText("May not read");
        assertThat(page.locator("tbody")).containsText("hr-leads");
    }

    @Test
    void aKeyIsShownOnce() {
        Page page = chromium.as("ida");
        page.navigate(Chromium.of("/keys"));
        String name = "browser test " + UUID.randomUUID();
        page.locator("details.disclosure summary").click();
        page.locator("[id='form:name']").fill(name);
        page.locator("[id='form:create']").click();
        assertThat(page.locator("#secret")).isVisible();

        page.navigate(Chromium.of("/keys"));
        assertThat(page.locator("#secret")).hasCount(0);
        Locator row = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(name));
        row.locator("button").click();
        page.locator("#confirm [value=yes]").click();
        assertThat(page.locator(".toast")).hasText("The key was revoked.");
        assertThat(page.locator("table")).not().containsText(name);
    }

    @Test
    void aBadFieldIsToldBesideTheField() {
        Page page = chromium.as("ida");
        page.navigate(Chromium.of("/people"));
        page.locator("details.disclosure summary").click();
        page.locator("[id='form:username']").fill("new.person");
        page.locator("[id='form:email']").fill("not an address");
        page.locator("[id='form:create']").click();

        assertThat(page.locator("[id='form:email_message']")).containsText("Must be an email address");
        assertThat(page.locator("[id='form:username']")).hasValue("new.person");
    }
}
