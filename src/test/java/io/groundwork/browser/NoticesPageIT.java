package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import io.groundwork.testing.SpendingTenant;
import io.groundwork.testing.WebhookReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An admin sees that something was raised, reads it, and says who else is told. */
class NoticesPageIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final int RECEIVER = 18901;
    private static final int MODEL = 18908;
    private static final String PASSWORD = "a long enough password";
    private static final String WIDER = "() => document.documentElement.scrollWidth - window.innerWidth";

    private static SpendingTenant tenant;
    private static WebhookReceiver receiver;

    private final List<String> findings = new ArrayList<>();

    @BeforeAll
    static void aTenantThatSpendsTooMuch() {
        receiver = new WebhookReceiver(RECEIVER);
        tenant = new SpendingTenant(MODEL);
        tenant.api().password("admin", PASSWORD);
        tenant.budget("company", "1", 50, 80, 100);
        tenant.spend(600).expect(200);
        tenant.spend(350).expect(200);
        tenant.ask().expect(429);
    }

    @AfterAll
    static void close() {
        tenant.close();
        receiver.close();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void theBellCountsWhatIsNotRead() {
        try (Visitor admin = browser.person(tenant.api().slug(), "admin", PASSWORD, ColorScheme.LIGHT)) {
            Page page = admin.page();
            Locator bell = page.locator(".bell");
            assertThat(bell).hasAttribute("aria-label", "Notices, 3 unread");
            bell.click();
            assertThat(page.locator("tbody tr")).hasCount(3);
            assertThat(page.locator("tbody tr").first()).containsText("The budget company is used up");
            assertThat(page.locator("tbody tr").first().locator(".chip-danger")).containsText("Budget used up");
            assertThat(page.locator("tbody tr").last().locator(".chip-warn")).containsText("Part of a budget spent");
            assertThat(page.locator("tbody tr").last()).containsText("0.6 EUR of 1 EUR is spent.");
            button(page, "Mark as read 50 % of the budget company is spent").click();
            assertThat(bell).hasAttribute("aria-label", "Notices, 2 unread");
            button(page, "Mark all as read").click();
            assertThat(bell).hasAttribute("aria-label", "Notices");
            assertThat(page.locator(".bell-count")).hasCount(0);
            assertThat(admin.complaints()).isEmpty();
        }
    }

    @Test
    void anAdminAddsAWebhookTriesItAndTakesItAway() {
        try (Visitor admin = browser.person(tenant.api().slug(), "admin", PASSWORD, ColorScheme.LIGHT)) {
            Page page = admin.page();
            admin.open("/notices/receivers");
            page.locator("details.disclosure > summary").click();
            page.locator("[id='form:name']").fill("Ops");
            page.locator("[id='form:url']").fill("http://127.0.0.1:22/");
            page.locator("[id='form:add']").click();
            assertThat(page.locator("[id='form:name_message']")).containsText("small letters");
            assertThat(page.locator("[id='form:url_message']")).containsText("private address");
            page.locator("[id='form:name']").fill("ops");
            page.locator("[id='form:url']").fill(receiver.url("/journey"));
            page.getByLabel("Unusual day").check();
            page.locator("[id='form:add']").click();
            String secret = page.locator("#secret").textContent();
            assertThat(secret).startsWith("whsec_");
            button(page, "Send a test message to ops").click();
            assertThat(page.locator("#trial")).containsText("ops took the test message");
            assertThat(receiver.received().get(receiver.received().size() - 1).isTakenBy(secret))
                    .isTrue();
            receiver.answer(503);
            button(page, "Send a test message to ops").click();
            assertThat(page.locator("#trial")).containsText("it answered with status 503");
            Locator sent = page.locator("section[aria-labelledby=deliveries] tbody tr");
            assertThat(sent.filter(new Locator.FilterOptions().setHasText("ops")))
                    .hasCount(2);
            button(page, "Make a new secret for ops").click();
            assertThat(page.locator("#secret")).not().hasText(secret);
            button(page, "Switch ops off").click();
            assertThat(page.locator("section[aria-labelledby=webhooks]")).containsText("Switched off");
            button(page, "Switch ops on").click();
            assertThat(page.locator("section[aria-labelledby=webhooks]")).containsText("Told");
            page.locator("[id='mail_form:recipients']").fill("ada@acme.example, nobody");
            page.locator("[id='mail_form:save']").click();
            assertThat(page.locator("[id='mail_form:recipients_message']")).containsText("plain e-mail address");
            page.locator("[id='mail_form:recipients']").fill("ada@acme.example, ben@acme.example");
            page.locator("[id='mail_form:save']").click();
            assertThat(page.locator(".toast")).containsText("saved");
            assertThat(page.locator("[id='mail_form:recipients']")).hasValue("ada@acme.example, ben@acme.example");
            button(page, "Delete ops").click();
            page.locator("#confirm [value=yes]").click();
            assertThat(button(page, "Delete ops")).hasCount(0);
            assertThat(page.locator(".toast")).containsText("deleted");
            assertThat(admin.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
    void noPageHasASeriousFindingOrScrollsSideways(ColorScheme scheme, int width) {
        String name = "look-" + scheme.name().toLowerCase(Locale.ROOT) + width;
        try (Visitor admin = browser.person(tenant.api().slug(), "admin", PASSWORD, scheme)) {
            Page page = admin.page();
            page.setViewportSize(width, 900);
            admin.open("/notices");
            look(page);
            admin.open("/notices/receivers");
            page.locator("details.disclosure > summary").click();
            page.locator("[id='form:add']").click();
            assertThat(page.locator("[id='form:url_message']")).isVisible();
            look(page);
            page.locator("[id='form:name']").fill(name);
            page.locator("[id='form:url']").fill(receiver.url("/look"));
            page.locator("[id='form:add']").click();
            assertThat(page.locator("#secret")).isVisible();
            look(page);
            receiver.answer(500);
            button(page, "Send a test message to " + name).click();
            assertThat(page.locator("#trial")).isVisible();
            look(page);
            assertThat(admin.complaints()).isEmpty();
        }
        assertThat(findings).isEmpty();
    }

    private void look(Page page) {
        findings.addAll(Axe.findings(page));
        int wider = (int) page.evaluate(WIDER);
        if (wider > 0) {
            findings.add(page.url() + ": " + wider + " pixels wider than the window");
        }
    }

    @Test
    void whoDoesNotManageHasNoBell() {
        tenant.api().password("erin", PASSWORD);
        try (Visitor erin = browser.person(tenant.api().slug(), "erin", PASSWORD, ColorScheme.LIGHT)) {
            assertThat(erin.page().locator(".bell")).hasCount(0);
        }
    }
}
