package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.groundwork.testing.ChatTenant;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.StubScripts;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An admin sets up a model, writes a policy, brings it to the people step by step, and teaches the classifier. */
class ModelsAndPoliciesIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final String SECRET = "sk-never-shown-again";
    private static final String FROM_DOCUMENTS =
            "{\"default\": {\"mode\": \"rag\", \"model\": \"%s\", \"fallbacks\": [\"built-in\"]}, \"rules\": []}";
    private static final double TRAINING = 60_000;

    private static ModelStub stub;

    private ChatTenant tenant;
    private Visitor admin;
    private Page page;

    @BeforeAll
    static void open() {
        stub = new ModelStub(18906);
    }

    @AfterAll
    static void closeStub() {
        stub.close();
    }

    @BeforeEach
    void signIn() {
        stub.clear();
        tenant = ChatTenant.create();
        admin = browser.person(tenant.slug(), "admin", ChatTenant.PASSWORD, ColorScheme.LIGHT);
        page = admin.page();
    }

    @AfterEach
    void close() {
        admin.close();
        assertThat(admin.complaints()).isEmpty();
    }

    @Test
    void aModelIsAddedAndTestedAndItsKeyIsNeverShown() {
        admin.open("/models");
        page.locator("details.disclosure > summary").click();
        field("alias").fill("standard");
        field("base_url").fill(stub.place());
        field("model").fill("some-model");
        field("api_key").fill(SECRET);
        field("price_input_per_mtok").fill("0.25");
        field("price_output_per_mtok").fill("three");
        field("add").click();
        assertThat(page.locator("[id='form:price_output_per_mtok_message']"))
                .containsText("a price per million tokens");
        assertThat(field("alias")).hasValue("standard");
        assertThat(page.content()).doesNotContain(SECRET);

        field("price_output_per_mtok").fill("3");
        field("add").click();
        assertThat(page.locator("[id='form:base_url_message']")).containsText("Must be an address such as https://");
        field("base_url").fill(stub.baseUrl().toString());
        field("add").click();
        assertThat(page).hasURL(Pattern.compile(".*/models/standard$"));

        stub.next(StubScripts.text("ready"));
        page.locator("[data-test]").click();
        assertThat(page.locator("[data-test-result]")).containsText("It answers");
        assertThat(page.locator("[data-test-result]")).containsText("ready");
        assertThat(stub.requests().get(0).headers().get("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(page.locator(".page-head")).containsText("Answers");
        assertThat(page.locator("[aria-labelledby=prices] tbody tr"))
                .hasText(Pattern.compile(".*Today.*0\\.25.*3.*EUR.*", Pattern.DOTALL));
        assertThat(page.content()).doesNotContain(SECRET);
    }

    @Test
    void aTestThatFailsSaysWhatToDo() {
        tenant.model("standard", stub);
        admin.open("/models/standard");
        stub.next(reply -> reply.status(401, "{\"error\":{\"message\":\"no such key\"}}"));
        page.locator("[data-test]").click();

        assertThat(page.locator("[data-test-result]")).containsText("The provider refuses the key (status 401)");
        assertThat(page.locator(".page-head")).containsText("Failed last");
    }

    @Test
    void aPriceOfALaterDayComesWhenItsDayComes() {
        tenant.model("standard", stub);
        admin.open("/models/standard");
        field("price_input_per_mtok").fill("1.5");
        field("price_output_per_mtok").fill("6");
        field("price_valid_from").fill("2099-01-01");
        field("save").click();

        assertThat(page.locator(".toast")).hasText("The model standard was saved.");
        Locator prices = page.locator("[aria-labelledby=prices] tbody tr");
        assertThat(prices).hasCount(2);
        assertThat(prices.filter(new Locator.FilterOptions().setHasText("2099-01-01")))
                .containsText("Coming");
        assertThat(prices.filter(new Locator.FilterOptions().setHasText("Today")))
                .containsText("10");
    }

    @Test
    void aDraftIsMendedWhereItIsWrongThenTriedComparedAndPublished() {
        tenant.model("standard", stub);
        admin.open("/policies");
        assertThat(page.locator("#current")).hasText("What applies: the product's usual policy");
        page.getByText("Draft a change").click();
        page.locator("[data-add]").click();
        Locator rule = page.locator(".policy-rule").last();
        rule.locator("[data-field=name]").fill("sales");
        rule.locator("[data-pick='when.groups'] select").selectOption("sales");
        rule.locator("[data-field='then.mode']").selectOption("fine_tune");
        rule.locator("[data-field='then.model']").selectOption("standard");
        page.locator("[data-save]").click();

        String wrong = "The mode \"fine_tune\" needs a fine-tuned model, and \"standard\" is a base model.";
        Locator mode = rule.locator("[data-field='then.mode']");
        assertThat(mode).hasAttribute("aria-invalid", "true");
        assertThat(rule.locator(".field:has([data-field='then.mode']) .field-error"))
                .hasText(wrong);
        page.locator("[data-problems-list] button").click();
        assertThat(mode).isFocused();

        mode.selectOption("prompt");
        page.locator("[data-save]").click();
        assertThat(page).hasURL(Pattern.compile(".*/policies/2$"));
        assertThat(page.locator("[aria-labelledby=compare] tbody tr")).hasCount(1);
        assertThat(page.locator("[aria-labelledby=compare]")).containsText("Added");

        simulate("emil");
        assertThat(page.locator("#outcome")).hasText("One question: one would go another way.");
        assertThat(page.locator("tbody tr")).containsText("without documents, standard");
        simulate("rita");
        assertThat(page.locator("#outcome")).hasText("One question: none would go another way.");
        simulate("nobody-here");
        assertThat(page.locator("[id='given_form:person_message']")).containsText("There is no user \"nobody-here\".");
        assertThat(page.locator("[id='given_form:questions']")).hasValue(ChatTenant.QUESTION);

        admin.open("/policies/2");
        publish("Publish for everybody");
        assertThat(page.locator(".toast")).hasText("Version 2 is published.");
        admin.open("/policies");
        assertThat(page.locator("#current")).hasText("What applies: version 2");
    }

    private void simulate(String username) {
        admin.open("/policies/2/simulation");
        page.locator("[id='given_form:questions']").fill(ChatTenant.QUESTION);
        page.locator("[id='given_form:person']").fill(username);
        page.locator("[id='given_form:try']").click();
    }

    private void publish(String words) {
        page.locator("[data-method=POST]", new Page.LocatorOptions().setHasText(words))
                .click();
        page.locator("#confirm [value=yes]").click();
    }

    @Test
    void whatIsNotSavedIsThereAgainAfterAReload() {
        tenant.model("standard", stub);
        admin.open("/policies/new");
        page.locator("[data-add]").click();
        page.locator(".policy-rule").last().locator("[data-field=name]").fill("half a rule");
        page.onDialog(leaving -> leaving.accept());
        page.reload();
        assertThat(page.locator("[data-restored]")).isVisible();
        assertThat(page.locator(".policy-rule").last().locator("[data-field=name]"))
                .hasValue("half a rule");

        String json = page.locator("[data-json]").inputValue();
        page.locator("[data-json]").fill(json + " }");
        assertThat(page.locator("[data-json-problem]")).containsText("This cannot be read yet");
        assertThat(page.locator("[data-save]")).isDisabled();
        page.locator("[data-json]").fill(json.replace("half a rule", "a whole rule"));
        assertThat(page.locator(".policy-rule").last().locator("[data-field=name]"))
                .hasValue("a whole rule");
        page.locator("[data-discard]").click();
        assertThat(page.locator("[data-rules]")).not().containsText("a whole rule");
    }

    @Test
    void aVersionIsRolledOutTakenBackPublishedAndUndone() {
        tenant.model("standard", stub).model("other", stub);
        tenant.publish(FROM_DOCUMENTS.formatted("standard"));
        tenant.draft(FROM_DOCUMENTS.formatted("other"));
        admin.open("/policies/2");
        assertThat(page.locator(".policy-before")).containsText("standard answers from documents");
        assertThat(page.locator(".policy-after")).containsText("other answers from documents");
        page.locator("[id='rollout:percent']").fill("50");
        page.locator("[id='rollout:roll']").click();
        assertThat(page.locator(".toast")).hasText("Version 2 now decides 50 % of the conversations.");
        page.locator("[id='rollout:percent']").fill("75");
        page.locator("[id='rollout:roll']").click();
        assertThat(page.locator("[aria-labelledby=publishing]")).containsText("75 % of the conversations");

        admin.open("/policies");
        assertThat(page.locator(".note")).containsText("Version 2 is being rolled out to 75 % of the conversations.");
        assertThat(page.locator("tbody tr").nth(1)).containsText("25 %");
        page.getByText("See version 2").click();
        page.locator("[id='rollout:end']").click();
        assertThat(page.locator(".toast")).containsText("The rollout of version 2 is ended.");
        assertThat(page.locator("[id='rollout:end']")).hasCount(0);

        publish("Publish for everybody");
        assertThat(page.locator(".toast")).hasText("Version 2 is published.");
        admin.open("/policies/1");
        publish("Restore this version");
        assertThat(page.locator(".toast")).hasText("Version 1 is published.");
        admin.open("/policies");
        assertThat(page.locator("#current")).hasText("What applies: version 1");
        assertThat(page.locator("tbody tr").first()).containsText("Was published");
    }

    @Test
    void theClassifierLearnsANewKindOfQuestion() {
        admin.open("/classifier");
        page.locator("[id='form:lines']")
                .fill("Where is the canteen?\nWhen is lunch served?\nIs there soup today?\nWhat is on the menu?"
                        + "\nDoes the canteen take cards?\nIs there a vegetarian dish?");
        page.locator("[id='form:intent']").fill("Canteen!");
        page.locator("[id='form:add']").click();
        assertThat(page.locator("[id='form:intent_message']")).containsText("lower-case letters");
        assertThat(page.locator("[id='form:lines']"))
                .hasValue(Pattern.compile("Where is the canteen\\?.*", Pattern.DOTALL));

        page.locator("[id='form:intent']").fill("canteen");
        page.locator("[id='form:add']").click();
        assertThat(page.locator(".toast")).containsText("6 added");
        assertThat(page.locator("[aria-labelledby=train]")).containsText("Examples have changed: train again");
        page.locator("[data-train]").click();
        Locator row = page.locator(".matrix tbody tr", new Page.LocatorOptions().setHasText("canteen"));
        assertThat(row).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(TRAINING));
        assertThat(page.locator("[aria-labelledby=train]")).containsText("Has learnt all your examples");
        assertThat(page.locator(".matrix-right")).hasCount(4);

        page.locator("[data-try] textarea").fill("Is the canteen open for lunch?");
        page.locator("[data-try] button").click();
        assertThat(page.locator("[data-tried]")).containsText("Taken for canteen");
        assertThat(page).hasTitle(Pattern.compile("Classifier.*"));
    }

    private Locator field(String id) {
        return page.locator("[id='form:" + id + "']");
    }
}
