package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.groundwork.testing.Api;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.MoneyTenant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What answers cost, as reviewers and admins see it who follow it to its source. */
class MoneyPagesIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final String PASSWORD = "a long enough password";

    private static ModelStub stub;
    private static MoneyTenant tenant;
    private static String corrected;
    private static String estimated;

    @BeforeAll
    static void aTenantThatPaid() {
        stub = new ModelStub(18907);
        tenant = MoneyTenant.create(stub);
        Api erin = tenant.api().employee("erin");
        tenant.api().user("rita", new String[] {"reviewer"});
        tenant.api().password("rita", PASSWORD);
        tenant.api().password("admin", PASSWORD);
        corrected = tenant.answered(erin, "assistant", 100, 0, 10);
        stub.next(
                reply -> reply.events().piece("Nobody counted.").finish("stop").done());
        estimated = tenant.ask(erin, "assistant")
                .expect(200)
                .header("x-groundwork-answer-id")
                .orElseThrow();
        tenant.admin()
                .send(
                        "POST",
                        tenant.path("/invoices?provider=openai&month=" + YearMonth.now(ZoneOffset.UTC)),
                        "text/csv",
                        "client_request_id,amount,currency\n" + corrected + "-1,5,EUR\n")
                .expect(200);
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    private static Locator cost(Visitor reviewer, String answer) {
        return reviewer.open("/review/" + answer).page().locator("section[aria-labelledby=cost]");
    }

    @Test
    void aReviewerSeesWhatWasHeldSettledAndCorrectedForEachCall() {
        try (Visitor rita = browser.person(tenant.api().slug(), "rita", PASSWORD, ColorScheme.LIGHT)) {
            Locator cost = cost(rita, corrected);
            assertThat(cost).containsText("Answer, dear");
            assertThat(cost).containsText("5 EUR");
            assertThat(cost).containsText("More than was held");
            assertThat(cost).containsText(corrected + "-1");
            assertThat(cost).containsText("1 in, 1000 out (EUR a million tokens)");
            Locator booked = cost.locator("table").first().locator("tbody tr");
            assertThat(booked).hasCount(3);
            assertThat(booked.nth(0)).containsText("Settlement");
            assertThat(booked.nth(1)).containsText("-0.0101 EUR");
            assertThat(booked.nth(2)).containsText("the provider's invoice of");
            cost.locator("details > summary").first().click();
            assertThat(cost).containsText("payable:openai");
            assertThat(cost(rita, estimated)).containsText("Estimated");
        }
    }

    @Test
    void aComparisonOfCostsBeginsWithWhatWasPaid() {
        try (Visitor admin = browser.person(tenant.api().slug(), "admin", PASSWORD, ColorScheme.LIGHT)) {
            Page page = admin.open("/costs").page();
            assertThat(page.locator("[aria-current=true]").first()).hasText("Your own usage");
            assertThat(page.locator("[data-result]")).containsText("Prompt");
            assertThat(page.locator(".cost-option")
                            .first()
                            .locator(".cost-formula")
                            .first())
                    .containsText("EUR × 2 queries a day × 30 days");
        }
    }
}
