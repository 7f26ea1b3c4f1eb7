package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.groundwork.testing.ChatTenant.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.groundwork.testing.ChatTenant;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import io.groundwork.testing.ModelStub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an employee sees of the model that answers: which one and why, what stands in for it, Stop, and what went wrong. */
class ModelAnswersIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final ModelStub.Script BROKEN = reply -> reply.status(500, "{\"error\":{\"message\":\"down\"}}");
    private static final String ALONE = "{\"default\": {\"mode\": \"rag\", \"model\": \"first\"}, \"rules\": []}";
    private static final String WITH_FALLBACK =
            "{\"default\": {\"mode\": \"rag\", \"model\": \"first\", \"fallbacks\": [\"second\"], \"on_break\": \"restart\"},"
                    + " \"rules\": []}";

    private static ModelStub first;
    private static ModelStub second;

    private ChatTenant tenant;
    private Visitor emil;
    private Page page;

    @BeforeAll
    static void open() {
        first = new ModelStub(18906);
        second = new ModelStub(18907);
    }

    @AfterAll
    static void closeStubs() {
        first.close();
        second.close();
    }

    @BeforeEach
    void signIn() {
        first.clear();
        second.clear();
        tenant = ChatTenant.create().model("first", first).model("second", second);
        emil = browser.person(tenant.slug(), "emil", ChatTenant.PASSWORD, ColorScheme.LIGHT);
        page = emil.page();
    }

    @AfterEach
    void close() {
        emil.close();
    }

    @Test
    void anAnswerSaysWhoGaveItAndWhy() {
        tenant.publish(
                "{\"default\": {\"mode\": \"rag\", \"model\": \"first\"}, \"rules\": [{\"name\": \"for sales\", \"when\":"
                        + " {\"groups\": [\"sales\"]}, \"then\": {\"mode\": \"rag\", \"model\": \"second\"}}]}");
        second.always(ChatTenant.answer());
        Locator answer = ask();
        assertThat(answer.locator("[data-badge]")).hasText("From your documents · second");
        assertThat(answer.locator("button.cite")).hasCount(1);
        answer.locator(".route > summary").click();
        assertThat(answer.locator("[data-route-reasons]")).containsText("Rule 'for sales' applies to the group sales.");
        assertThat(answer.locator("[data-route-facts]")).containsText("Version 1, rule \"for sales\"");
        assertThat(answer.locator("[data-route-facts]")).containsText("25 %");
        assertThat(answer.locator("[data-degraded]")).isHidden();

        Locator next = asked("And for part-time employees?");
        next.locator(".route > summary").click();
        assertThat(next.locator("[data-route-facts]")).containsText("25 %; 25 % in the whole conversation");
        page.reload();
        assertThat(page.locator("[data-badge]").first()).hasText("From your documents · second");
        assertThat(emil.complaints()).isEmpty();
    }

    @Test
    void anotherModelStepsInAndTheReaderIsTold() {
        tenant.publish(WITH_FALLBACK);
        first.always(BROKEN);
        second.always(ChatTenant.answer());
        Locator answer = ask();
        assertThat(answer.locator("[data-body]")).containsText("1,200 EUR");
        assertThat(answer.locator("[data-degraded]")).hasText("The model first failed, so second answered instead.");
        assertThat(answer.locator("[data-badge]")).hasText("From your documents · second");
        page.reload();
        assertThat(page.locator("[data-degraded]")).isVisible();
        assertThat(emil.complaints()).isEmpty();
    }

    @Test
    void anAnswerThatBreaksOffIsBegunAgainWithANotice() {
        tenant.publish(WITH_FALLBACK);
        CountDownLatch seen = new CountDownLatch(1);
        first.always(reply -> reply.events()
                .piece("The learning budget ")
                .piece("is ")
                .await(seen)
                .breakOff());
        second.always(ChatTenant.answer());
        send(QUESTION);
        Locator answer = page.locator(".exchange").last();
        assertThat(answer.locator("[data-body]")).containsText("The learning budget");
        seen.countDown();
        assertThat(answer.locator("[data-acts]")).isVisible();
        assertThat(answer.locator("[data-body]")).containsText("It is begun again by another model.");
        assertThat(answer.locator("[data-body]")).containsText("1,200 EUR");
    }

    @Test
    void stopEndsTheCallKeepsWhatCameAndTheQuestionCanBeAskedAgain() throws Exception {
        tenant.publish(ALONE);
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        first.next(reply -> {
            reply.events().piece("The learning budget ").piece("is ");
            left.complete(reply.clientLeaves(Duration.ofSeconds(20)));
        });
        first.always(ChatTenant.answer());
        send(QUESTION);
        Locator answer = page.locator(".exchange").last();
        assertThat(answer.locator("[data-body]")).containsText("The learning budget");
        page.locator("[data-stop]").click();
        assertThat(answer.locator("[data-stopped]")).containsText("Stopped. What had come so far is kept.");
        assertThat(left.get(20, TimeUnit.SECONDS)).isTrue();

        page.reload();
        assertThat(page.locator("[data-body]")).containsText("The learning budget");
        assertThat(page.locator("[data-stopped]")).isVisible();
        page.locator("[data-again]").click();
        assertThat(page.locator("[data-acts]").last()).isVisible();
        assertThat(page.locator("[data-body]").last()).containsText("1,200 EUR");
        assertThat(emil.complaints()).isEmpty();
    }

    @Test
    void whereNobodyAnswersTheQuestionIsKeptAndCanBeTriedAgain() {
        tenant.publish(ALONE);
        first.always(BROKEN);
        send(QUESTION);
        Locator answer = page.locator(".exchange").last();
        assertThat(answer.locator("[data-failed]")).containsText("The language model could not answer");
        first.always(ChatTenant.answer());
        answer.locator("[data-retry]").click();
        assertThat(page.locator("[data-acts]").last()).isVisible();
        assertThat(page.locator("[data-question]").last()).hasText(QUESTION);
        assertThat(page.locator("[data-body]").last()).containsText("1,200 EUR");
    }

    @Test
    void anAnswerThatBrokeOffForGoodSaysSoAfterAReload() {
        tenant.publish(ALONE);
        CountDownLatch seen = new CountDownLatch(1);
        first.always(reply ->
                reply.events().piece("The learning budget ").await(seen).breakOff());
        send(QUESTION);
        assertThat(page.locator("[data-body]").last()).containsText("The learning budget");
        seen.countDown();
        assertThat(page.locator("[data-failed]").last()).isVisible();
        assertThat(page).hasURL(Pattern.compile(".*/ask/[0-9a-f-]{36}"));
        page.reload();
        assertThat(page.locator("[data-stopped]")).containsText("There is no answer: it broke off");
        first.always(ChatTenant.answer());
        page.locator("[data-again]").click();
        assertThat(page.locator("[data-body]").last()).containsText("1,200 EUR");
    }

    private Locator ask() {
        emil.open("/ask");
        return asked(QUESTION);
    }

    private Locator asked(String question) {
        page.locator("[data-input]").fill(question);
        page.locator("[data-send]").click();
        Locator exchange = page.locator(".exchange").last();
        assertThat(exchange.locator("[data-acts]")).isVisible();
        return exchange;
    }

    private void send(String question) {
        emil.open("/ask");
        page.locator("[data-input]").fill(question);
        page.locator("[data-send]").click();
    }
}
