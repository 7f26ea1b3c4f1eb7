package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.groundwork.testing.ChatTenant;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An admin sets budgets, sees who may spend what, changes them and takes them away. */
class BudgetPagesIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final Pattern OF_SALES = Pattern.compile(".*/budgets/Sales%20team$");

    private ChatTenant tenant;
    private Visitor admin;
    private Page page;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void signIn() {
        tenant = ChatTenant.create();
        admin = browser.person(tenant.slug(), "admin", ChatTenant.PASSWORD, ColorScheme.LIGHT);
        page = admin.page();
        page.onDialog(this::leave);
    }

    private void leave(Dialog dialog) {
        asked.add(dialog.type());
        dialog.accept();
    }

    @AfterEach
    void close() {
        admin.close();
    }

    private Locator field(String name) {
        return page.locator("[data-field='" + name + "']");
    }

    private Locator beside(String name) {
        return page.locator(".field:has([data-field='" + name + "']) .field-error");
    }

    private JsonObject budget(String name) {
        return tenant.api()
                .admin()
                .get(tenant.api().path("/budgets/" + name.replace(" ", "%20")))
                .expect(200)
                .json();
    }

    private void put(String name, String scope, String whose, String limit) {
        JsonValue who = whose == null ? JsonValue.TRUE : Json.createValue(whose);
        tenant.api()
                .admin()
                .put(
                        tenant.api().path("/budgets/" + name.replace(" ", "%20")),
                        Json.createObjectBuilder()
                                .add("scope", Json.createObjectBuilder().add(scope, who))
                                .add("period", "month")
                                .add("limit", limit)
                                .add("currency", "EUR")
                                .add("alert_percent", Json.createArrayBuilder().add(80))
                                .build())
                .expect(200);
    }

    @Test
    void theFirstBudgetIsSetAndWhatIsWrongWithItStandsBesideItsField() {
        admin.open("/budgets");
        assertThat(page.locator(".empty p")).hasCount(1);
        assertThat(page.locator("main .button")).hasCount(1);
        page.locator(".empty .button").click();
        field("name").fill("Sales team");
        field("kind").selectOption("group");
        field("whose").fill("slaes");
        field("limit").fill("much");
        field("currency").fill("EUR");
        field("alert_percent").fill("50, most");
        page.locator("[data-save]").click();
        assertThat(beside("limit")).hasText("Must be a decimal number such as \"12.50\".");
        assertThat(beside("alert_percent")).hasText("Name at most 20 percentages from 1 to 100.");
        field("limit").fill("12.50");
        field("alert_percent").fill("80, 50");
        page.locator("[data-save]").click();
        assertThat(beside("whose")).hasText("There is no group slaes.");
        assertThat(field("whose")).hasAttribute("aria-invalid", "true");
        assertThat(field("limit")).hasValue("12.50");
        field("whose").fill("sales");
        field("member_limit").fill("2");
        page.locator("[data-save]").click();

        assertThat(page).hasURL(OF_SALES);
        assertThat(page.locator(".toast")).containsText("The budget Sales team is saved.");
        assertThat(page.locator("[aria-labelledby=standing]")).containsText("12.50 EUR a month");
        assertThat(budget("Sales team").getString("member_limit")).isEqualTo("2");
        assertThat(budget("Sales team").getJsonArray("alert_percent")).hasToString("[50,80]");
        admin.open("/activity");
        assertThat(page.locator("table")).containsText("budget.created");
        admin.open("/budgets");
        assertThat(page.locator("tbody tr")).hasText(new Pattern[] {
            Pattern.compile("\\s*Whole organisation\\s*No limit\\s*"),
            Pattern.compile(".*sales.*Sales team.*Within.*12\\.50 EUR.*a month.*After 14 days.*", Pattern.DOTALL)
        });
        admin.open("/budgets/~new");
        field("name").fill("sales TEAM");
        field("limit").fill("1");
        field("currency").fill("EUR");
        page.locator("[data-save]").click();
        assertThat(beside("name")).containsText("There is a budget of the name sales TEAM already.");
        assertThat(budget("Sales team").getString("limit")).isEqualTo("12.5");
    }

    @Test
    void anUnchangedFormNeverWarnsAndAChangedOneLosesNothing() {
        put("all", "tenant", null, "100");
        admin.open("/budgets/all");
        assertThat(field("limit")).hasValue("100");
        field("limit").fill("101");
        field("limit").fill("100");
        assertThat(page.locator("[data-discard]")).isHidden();
        admin.open("/budgets");
        assertThat(asked).isEmpty();

        admin.open("/budgets/all");
        field("limit").fill("250");
        field("on_exhausted").selectOption("degrade");
        page.reload();
        assertThat(asked).containsExactly("beforeunload");
        assertThat(page.locator("[data-restored]")).isVisible();
        assertThat(field("limit")).hasValue("250");
        assertThat(field("on_exhausted")).hasValue("degrade");
        page.locator("[data-save]").click();
        assertThat(beside("then.model")).isVisible();
        assertThat(field("limit")).hasValue("250");
        field("then.model").selectOption("built-in");
        page.locator("[data-save]").click();
        assertThat(page.locator(".toast")).isVisible();
        assertThat(page.locator("[data-restored]")).isHidden();
        assertThat(budget("all").getString("limit")).isEqualTo("250");
        assertThat(budget("all")
                        .getJsonObject("on_exhausted")
                        .getJsonObject("degrade")
                        .getString("model"))
                .isEqualTo("built-in");
        assertThat(field("then.model")).hasValue("built-in");
        field("limit").fill("1");
        page.locator("[data-discard]").click();
        assertThat(field("limit")).hasValue("250");
        assertThat(asked).containsExactly("beforeunload");
    }

    @Test
    void whatAChangeOrADeletionDoesIsSaidBefore() {
        put("all", "tenant", null, "100");
        admin.open("/budgets/all");
        assertThat(field("period")).isEnabled();
        assertThat(page.locator("[data-replaces]")).isHidden();
        field("period").selectOption("week");
        assertThat(page.locator("[data-replaces]")).containsText("begins with nothing spent");
        field("period").selectOption("month");
        assertThat(page.locator("[data-replaces]")).isHidden();

        page.locator("[data-method=DELETE]").click();
        assertThat(page.locator("#confirm")).containsText("limits nobody");
        page.locator("#confirm [value=no]").click();
        assertThat(budget("all").getString("limit")).isEqualTo("100");
        page.locator("[data-method=DELETE]").click();
        page.locator("#confirm [value=yes]").click();
        assertThat(page.locator(".toast")).hasText("The budget is deleted.");
        assertThat(page.locator(".empty")).isVisible();
    }

    @Test
    void threeHundredBudgetsAreReadInPartsAndFound() {
        for (int i = 0; i < 300; i++) {
            put("model " + i, "model", "built-in", "1");
        }
        put("none", "user", "emil", "0");
        admin.open("/budgets");
        assertThat(page.locator("tbody tr")).hasCount(50);
        page.locator(".pager [rel=next]").click();
        assertThat(page).hasURL(Pattern.compile(".*after=50$"));
        assertThat(page.locator("tbody tr")).hasCount(50);
        page.locator("[name=level]").selectOption("used_up");
        page.locator(".filters button").click();
        assertThat(page).hasURL(Pattern.compile(".*/budgets\\?level=used_up$"));
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr")).containsText("emil");
        admin.open("/budgets?q=model+299");
        assertThat(page.locator("tbody tr")).hasCount(1);
        admin.open("/budgets?q=nothing+like+this");
        assertThat(page.locator(".empty")).containsText("No budget is like that.");
    }

    @Test
    void theStartPageShowsWhatIsLeftAndTicksTheStep() {
        admin.open("");
        assertThat(page.locator("[aria-labelledby=spend]")).containsText("No limit");
        Locator step = page.locator(".step", new Page.LocatorOptions().setHasText("Set a budget"));
        assertThat(step).not().hasClass(Pattern.compile("step-done"));
        put("all", "tenant", null, "100");
        page.reload();
        assertThat(page.locator("[aria-labelledby=spend]")).containsText("100.00 EUR left of 100.00 EUR");
        assertThat(step).hasClass(Pattern.compile("step-done"));
    }
}
