package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.groundwork.testing.ChatTenant.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.groundwork.testing.ChatTenant;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import io.groundwork.testing.ModelStub;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages around models while something stands on them, under axe in both themes, on a desk and on a telephone. */
class ModelPagesForEverybodyIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final String WIDER = "() => document.documentElement.scrollWidth - window.innerWidth";

    private static ModelStub stub;
    private static ChatTenant tenant;

    private final List<String> findings = new ArrayList<>();

    /** Version 1 is published, 2 is being rolled out, 3 has a fault; one question was answered by the model that stepped in. */
    @BeforeAll
    static void aTenantInTheMidstOfThings() {
        stub = new ModelStub(18907);
        stub.always(reply -> {
            if (reply.request().model().equals("broken")) {
                reply.status(500, "{\"error\":{\"message\":\"down\"}}");
            } else {
                ChatTenant.answer().run(reply);
            }
        });
        tenant = ChatTenant.create().model("broken", stub).model("standard", stub);
        tenant.publish(policy("rag", "broken"));
        int second = tenant.draft(
                "{\"default\": {\"mode\": \"rag\", \"model\": \"standard\"}, \"rules\": [{\"name\": \"sales\", \"when\": {\"groups\":"
                        + " [\"sales\"], \"hours\": {\"from\": \"08:00\", \"to\": \"18:00\"}}, \"then\": {\"mode\": \"prompt\","
                        + " \"model\": \"standard\", \"prompt\": \"Be brief.\"}}]}");
        tenant.rollOut(second, 1);
        tenant.draft(policy("hybrid", "standard"));
        try (Visitor emil = browser.person(tenant.slug(), "emil", ChatTenant.PASSWORD, ColorScheme.LIGHT)) {
            ask(emil);
        }
    }

    private static String policy(String mode, String model) {
        return "{\"default\": {\"mode\": \"" + mode + "\", \"model\": \"" + model
                + "\", \"fallbacks\": [\"standard\"]}, \"rules\": []}";
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
    void noPageHasASeriousFindingOrScrollsSideways(ColorScheme scheme, int width) {
        try (Visitor admin = browser.person(tenant.slug(), "admin", ChatTenant.PASSWORD, scheme)) {
            manage(admin, width);
            assertThat(admin.complaints()).isEmpty();
        }
        try (Visitor emil = browser.person(tenant.slug(), "emil", ChatTenant.PASSWORD, scheme)) {
            emil.page().setViewportSize(width, 900);
            ask(emil);
            emil.page().locator(".route > summary").click();
            look(emil.page());
        }
        try (Visitor rita = browser.person(tenant.slug(), "rita", ChatTenant.PASSWORD, scheme)) {
            rita.page().setViewportSize(width, 900);
            rita.open("/review");
            rita.page().locator("tbody a").first().click();
            assertThat(rita.page().locator("#attempts")).isVisible();
            look(rita.page());
        }
        assertThat(findings).isEmpty();
    }

    private void manage(Visitor admin, int width) {
        Page page = admin.page();
        page.setViewportSize(width, 900);
        for (String path : List.of("/models", "/policies", "/policies/2", "/policies/3", "/classifier")) {
            admin.open(path);
            look(page);
        }
        admin.open("/models");
        page.locator("details.disclosure > summary").click();
        page.locator("[id='form:add']").click();
        assertThat(page.locator("[id='form:alias_message']")).isVisible();
        look(page);
        admin.open("/models/broken");
        page.locator("[data-test]").click();
        assertThat(page.locator("[data-test-result]")).containsText("status 500");
        look(page);
        admin.open("/policies/new?from=3");
        assertThat(page.locator("[data-default] .field-error").first()).isVisible();
        look(page);
        admin.open("/policies/new?from=2");
        page.locator(".policy-more > summary").first().click();
        look(page);
        admin.open("/policies/2/simulation");
        page.locator("[id='given_form:questions']").fill(QUESTION);
        page.locator("[id='given_form:try']").click();
        assertThat(page.locator("#outcome")).isVisible();
        look(page);
        admin.open("/classifier");
        page.locator("[data-try] textarea").fill(QUESTION);
        page.locator("[data-try] button").click();
        assertThat(page.locator(".likely")).isVisible();
        look(page);
    }

    private static void ask(Visitor visitor) {
        visitor.open("/ask");
        visitor.page().locator("[data-input]").fill(QUESTION);
        visitor.page().locator("[data-send]").click();
        assertThat(visitor.page().locator("[data-acts]")).isVisible();
    }

    private void look(Page page) {
        findings.addAll(Axe.findings(page));
        int wider = (int) page.evaluate(WIDER);
        if (wider > 0) {
            findings.add(page.url() + ": " + wider + " pixels wider than the window");
        }
    }
}
