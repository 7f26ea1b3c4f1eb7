package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.groundwork.testing.ChatTenant.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.groundwork.testing.Api;
import io.groundwork.testing.ChatTenant;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import io.groundwork.testing.ModelStub;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was used and paid, as admins see it of everybody and everybody of themselves, also when nothing is left. */
class UsagePagesIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final String ONE = "0.00212";
    private static final String WIDER = "() => document.documentElement.scrollWidth - window.innerWidth";

    private static ModelStub stub;
    private static ChatTenant tenant;
    private static Api emil;

    private Visitor visitor;

    /** Two answers of one model for one person, and one of another for somebody else; each costs the same. */
    @BeforeAll
    static void somebodyAsked() {
        stub = new ModelStub(18903);
        stub.always(ChatTenant.answer());
        tenant = ChatTenant.create().model("standard", stub).model("large", stub);
        tenant.api().employee("otto");
        tenant.api().password("otto", ChatTenant.PASSWORD);
        emil = key("emil");
        publish("standard");
        ask(emil, 200);
        ask(emil, 200);
        publish("large");
        ask(tenant.api().admin(), 200);
        publish("standard");
        budget("all", "{\"tenant\": true}", "100", "\"refuse\"");
        budget("sales", "{\"group\": \"sales\"}", "50", "\"refuse\"");
    }

    @AfterAll
    static void close() {
        stub.close();
    }

    @AfterEach
    void leave() {
        if (visitor != null) {
            visitor.close();
        }
    }

    private static Api key(String username) {
        return new Api(tenant.api()
                .admin()
                .post(
                        tenant.api().path("/keys"),
                        Json.createObjectBuilder()
                                .add("username", username)
                                .add("name", "report")
                                .build())
                .expect(201)
                .json()
                .getString("secret"));
    }

    private static void publish(String model) {
        tenant.publish("{\"default\": {\"mode\": \"rag\", \"model\": \"" + model + "\"}, \"rules\": []}");
    }

    private static void ask(Api asker, int status) {
        JsonObject message = Json.createObjectBuilder()
                .add("role", "user")
                .add("content", QUESTION)
                .build();
        JsonObject question = Json.createObjectBuilder()
                .add("model", "assistant")
                .add("messages", Json.createArrayBuilder().add(message))
                .build();
        asker.post("/v1/chat/completions", question).expect(status);
    }

    private static void budget(String name, String scope, String limit, String exhausted) {
        tenant.api()
                .admin()
                .send(
                        "PUT",
                        tenant.api().path("/budgets/" + name),
                        "application/json",
                        "{\"scope\": " + scope + ", \"period\": \"month\", \"limit\": \"" + limit
                                + "\", \"currency\": \"EUR\", \"on_exhausted\": " + exhausted + "}")
                .expect(200);
    }

    private static void unbudget(String name) {
        tenant.api().admin().delete(tenant.api().path("/budgets/" + name)).expect(204);
    }

    private Page as(String username) {
        visitor = browser.person(tenant.slug(), username, ChatTenant.PASSWORD, ColorScheme.LIGHT);
        return visitor.page();
    }

    private Page asks(String username) {
        Page page = as(username);
        visitor.open("/ask");
        page.locator("[data-input]").fill(QUESTION);
        page.locator("[data-send]").click();
        return page;
    }

    /** What the ledger says was spent. */
    private static BigDecimal ledger() {
        JsonObject usage = tenant.api()
                .admin()
                .get(tenant.api().path("/usage"))
                .expect(200)
                .json();
        return new BigDecimal(usage.getJsonArray("totals").getJsonObject(0).getString("amount"));
    }

    private static BigDecimal total(Page page) {
        return new BigDecimal(
                page.locator("tfoot tr[data-total=EUR] td").first().innerText());
    }

    @Test
    void usageByAnyTwoDimensionsAddsUpToTheLedger() {
        Page page = as("admin");
        for (String by : List.of("day", "user", "model", "group", "key", "provider", "mode", "purpose", "week")) {
            for (String then : List.of("", "model", "month")) {
                visitor.open("/usage?by=" + by + "&then=" + then);
                assertThat(total(page)).as(by + " and " + then).isEqualByComparingTo(ledger());
                assertThat(page.locator(".chart rect[class^=series]").first()).isAttached();
            }
        }
        visitor.open("/usage?by=user&then=model");
        assertThat(row(page, "emil\\s*standard"))
                .hasText(Pattern.compile("\\s*emil\\s*standard\\s*0\\.00424\\s*EUR\\s*2\\s*2,000.*", Pattern.DOTALL));
        assertThat(row(page, "admin\\s*large"))
                .hasText(Pattern.compile("\\s*admin\\s*large\\s*" + ONE + "\\s*EUR\\s*1\\s*1,000.*", Pattern.DOTALL));
        visitor.open("/usage?by=key");
        assertThat(page.locator("tbody")).containsText("report (emil)");
        assertThat(visitor.complaints()).isEmpty();
    }

    private static Locator row(Page page, String beginning) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(Pattern.compile(beginning)));
    }

    @Test
    void theFilterStandsInTheAddressAndTheFilesAreOfWhatIsSeen() throws IOException {
        Page page = as("admin");
        visitor.open("/usage");
        page.locator("[name=by]").selectOption("model");
        page.locator("[name=then]").selectOption("");
        page.locator("[name=group]").fill("sales");
        page.locator(".usage-filter button").click();
        assertThat(page).hasURL(Pattern.compile(".*by=model.*group=sales$"));
        assertThat(page.locator("tbody tr")).hasCount(1);
        Download csv = page.waitForDownload(() -> page.getByText("CSV", new Page.GetByTextOptions().setExact(true))
                .click());
        assertThat(csv.suggestedFilename()).isEqualTo("usage.csv");
        assertThat(Files.readAllLines(csv.path())).hasSize(2).last().asString().startsWith("standard,EUR,0.00424,");
        Download focus =
                page.waitForDownload(() -> page.locator("[data-as^=focus]").click());
        assertThat(Files.readString(focus.path())).startsWith("BilledCost,BillingAccountId,");
        visitor.open("/usage?from=yesterday");
        assertThat(page.locator("[role=alert]")).containsText("Must be a day such as 2026-11-21.");
        visitor.open("/usage?from=2001-01-01&to=2001-01-31");
        assertThat(page.locator(".empty")).containsText("Nothing was used in this time.");
    }

    @Test
    void anInvoiceIsReconciledAndItsResultShown() {
        Page page = as("admin");
        visitor.open("/usage");
        assertThat(page.locator("[name=provider]")).hasValue("openai");
        page.locator(".invoice-form button").click();
        assertThat(page.locator(".invoice-form .field-error")).hasText("Choose the invoice first, as a CSV file.");
        invoice(page, "request_id,amount\nx,1\n");
        assertThat(page.locator(".invoice-form .field-error")).containsText("must name the columns");
        invoice(page, "request_id,amount,currency\nnever-made,0.5,EUR\n");
        Locator result = page.locator("[data-reconciled]");
        assertThat(result).containsText("0 matched");
        assertThat(result).containsText("1 unknown");
        assertThat(result).containsText(Pattern.compile("[34] not billed"));
        assertThat(result.locator("tbody tr", new Locator.LocatorOptions().setHasText("never-made")))
                .containsText("0.5");
    }

    private static void invoice(Page page, String csv) {
        page.locator("[name=csv]")
                .setInputFiles(new FilePayload("invoice.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        page.locator(".invoice-form button").click();
    }

    @Test
    void whoeverHasNothingLeftIsToldSoAndStillSeesWhatTheyUsed() {
        budget("own", "{\"user\": \"emil\"}", "0", "\"refuse\"");
        try {
            Page page = asks("emil");
            Locator failed = page.locator("[data-failed]");
            assertThat(failed).containsText("The money of your own budget is used up until");
            assertThat(failed).containsText("You can still read your history and your usage.");
            failed.locator("[data-failed-usage]").click();
            assertThat(page).hasURL(Pattern.compile(".*/my-access#usage$"));
            Locator own = page.locator(".my-budgets li", new Page.LocatorOptions().setHasText("Your own"));
            assertThat(own).containsText("Used up");
            assertThat(own).containsText("0.00 EUR left of 0.00 EUR");
            assertThat(page.locator(".my-budgets li")).hasCount(3);
            assertThat(page.locator("[aria-labelledby=my_usage] tfoot")).containsText("0.00424");
            assertThat(page.locator("[aria-labelledby=my_usage]")).not().containsText("large");
            visitor.open("/history");
            assertThat(page.locator("h1")).isVisible();
        } finally {
            unbudget("own");
        }
    }

    @Test
    void whoeverIsAnsweredInAnotherWayForLackOfMoneyIsToldSo() {
        budget("own", "{\"user\": \"emil\"}", "0.001", "{\"degrade\": {\"mode\": \"rag\", \"model\": \"built-in\"}}");
        try {
            Page page = asks("emil");
            assertThat(page.locator("[data-body]")).containsText("1,200 EUR");
            assertThat(page.locator("[data-degraded]"))
                    .containsText(
                            "There is not enough money left for the model standard, so built-in answered instead.");
            assertThat(page.locator("[data-degraded-usage]")).isVisible();
            page.reload();
            assertThat(page.locator("[data-degraded-usage]")).isVisible();
        } finally {
            unbudget("own");
        }
    }

    @Test
    void anAnswerThatWasCutShortSaysSoAlsoAfterAReload() {
        stub.next(reply -> reply.events()
                .piece("The learning")
                .finish("length")
                .usage(1000, 250, 2)
                .done());
        Page page = asks("otto");
        assertThat(page.locator("[data-cut]")).isVisible();
        assertThat(page.locator("[data-cut]")).containsText("It is shorter where little money is left.");
        page.reload();
        assertThat(page.locator("[data-cut]")).isVisible();
    }

    @Test
    void theBudgetOfAModelThatIAskedIsMineToo() {
        budget("model", "{\"model\": \"standard\"}", "7", "\"refuse\"");
        budget("other", "{\"model\": \"large\"}", "7", "\"refuse\"");
        Page page = as("emil");
        visitor.open("/my-access");
        assertThat(page.locator(".my-budgets")).containsText("The model standard's");
        assertThat(page.locator(".my-budgets")).not().containsText("The model large's");
        unbudget("model");
        unbudget("other");
    }

    @Test
    void anEmployeeSeesNobodyElsesUsage() {
        Page page = as("emil");
        assertThat(page.navigate(Api.url() + "/t/" + tenant.slug() + "/usage").status())
                .isEqualTo(404);
        assertThat(page.navigate(Api.url() + "/t/" + tenant.slug() + "/budgets").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
    void noPageHasASeriousFindingOrScrollsSideways(ColorScheme scheme, int width) {
        List<String> findings = new ArrayList<>();
        visitor = browser.person(tenant.slug(), "admin", ChatTenant.PASSWORD, scheme);
        Page page = visitor.page();
        page.setViewportSize(width, 900);
        for (String path : List.of(
                "",
                "/budgets",
                "/budgets?q=none+is+like+that",
                "/budgets/sales",
                "/budgets/~new",
                "/usage",
                "/usage?by=user&then=model",
                "/usage?by=model&show=requests",
                "/usage?from=2001-01-01&to=2001-01-02",
                "/my-access")) {
            visitor.open(path);
            look(page, findings);
        }
        visitor.open("/budgets/~new");
        page.locator("[data-field=on_exhausted]").selectOption("degrade");
        page.locator("[data-save]").click();
        assertThat(page.locator(".budget-form .field-error").first()).isVisible();
        look(page, findings);
        page.locator("[data-discard]").click();
        visitor.open("/usage");
        invoice(page, "request_id,amount,currency\nnever-made,0.5,EUR\n");
        assertThat(page.locator("[data-reconciled] table").first()).isVisible();
        look(page, findings);
        assertThat(findings).isEmpty();
    }

    private static void look(Page page, List<String> findings) {
        findings.addAll(Axe.findings(page));
        int wider = (int) page.evaluate(WIDER);
        if (wider > 0) {
            findings.add(page.url() + ": " + wider + " pixels wider than the window");
        }
    }
}
