package io.groundwork.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.groundwork.testing.ApiTenant;
import io.groundwork.testing.HostileTenant;
import io.groundwork.testing.HostileTexts;
import io.groundwork.testing.ModelStub;
import io.groundwork.testing.ObedientModel;
import io.groundwork.testing.StubScripts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A model that obeys everything gets nothing out of a browser: no request leaves it for elsewhere, no script runs, and no
 * source is shown that is none.
 */
class InjectionIT {

    private static final String QUESTION = "How many days of paid leave do employees receive?";
    private static final Set<String> ELEMENTS = Set.of("P", "UL", "OL", "LI", "CODE", "PRE", "STRONG", "BUTTON");
    private static final String ELEMENTS_OF_ANSWERS =
            "all => [...new Set(all.flatMap(body => [...body.querySelectorAll('*')].map(one => one.tagName)))]";
    private static final String TAKEN = "() => String(window.taken)";

    private static final LocatorAssertions.IsVisibleOptions UNTIL_ANSWERED =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    private static Chromium chromium;
    private static HostileTenant hostile;
    private static ServerSocket collector;
    private static final AtomicInteger COLLECTED = new AtomicInteger();

    private final List<String> foreign = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void open() throws IOException {
        chromium = new Chromium();
        hostile = HostileTenant.create();
        collector = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread collecting = new Thread(InjectionIT::collect, "collector");
        collecting.setDaemon(true);
        collecting.start();
    }

    private static void collect() {
        while (!collector.isClosed()) {
            try {
                collector.accept().close();
                COLLECTED.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    @AfterAll
    static void close() throws IOException {
        hostile.close();
        collector.close();
        chromium.close();
    }

    @BeforeEach
    void annIsSignedIn() {
        hostile.stub().clear();
        page = person("ann");
    }

    @AfterEach
    void nothingRanAndNothingLeft() {
        assertThat(page.evaluate(TAKEN)).isEqualTo("undefined");
        assertThat(foreign).isEmpty();
        assertThat(complaints).isEmpty();
        assertThat(COLLECTED).hasValue(0);
    }

    private Page person(String username) {
        Page opened = chromium.stranger(ColorScheme.LIGHT);
        opened.onRequest(request -> {
            if (!request.url().startsWith(Chromium.url("/"))) {
                foreign.add(request.url());
            }
        });
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        opened.onPageError(complaints::add);
        opened.onDialog(dialog -> {
            complaints.add("dialog " + dialog.message());
            dialog.dismiss();
        });
        opened.onPopup(popup -> complaints.add("popup " + popup.url()));
        opened.navigate(at("/sign-in"));
        opened.getByLabel("User name").fill(username);
        opened.getByLabel("Password").fill(HostileTenant.PASSWORD);
        opened.locator("button[type=submit]").click();
        opened.waitForURL(address -> !address.contains("/sign-in"));
        return opened;
    }

    private static String at(String path) {
        return Chromium.url("/t/" + hostile.tenant().slug() + path);
    }

    private static String address() {
        return "127.0.0.1:" + collector.getLocalPort();
    }

    private Locator ask(String question) {
        page.locator("[data-input]").fill(question);
        page.locator("[data-send]").click();
        Locator exchange = page.locator(".exchange").last();
        assertThat(exchange.locator("[data-acts]:visible, [data-failed]:visible"))
                .isVisible(UNTIL_ANSWERED);
        assertThat(exchange.locator("[data-failed]")).isHidden();
        return exchange;
    }

    /** An honest sentence with its source, and then a text of somebody's. */
    private static ModelStub.Script honestAnd(String text) {
        return reply -> {
            String mark =
                    String.join("\n", reply.request().texts()).replaceFirst("(?s).*⟦c:(\\w+)⟧ title: Leave⟫.*", "$1");
            String said = ObedientModel.HONEST + " ⟦c:" + mark + "⟧.\n\n" + text;
            StubScripts.pieces(new ObedientModel(3).cut(said)).run(reply);
        };
    }

    private void saidInAnswers(List<String> texts) {
        page.navigate(at("/ask"));
        List<String> batches = HostileTexts.batches(texts);
        for (String batch : batches) {
            hostile.stub().clear().always(honestAnd(batch));
            Locator exchange = ask(QUESTION);
            assertThat(exchange.locator("button.cite").first()).hasText("1");
            page.mouse().move(10, 10);
        }
        onlyOurElements();
        page.reload();
        assertThat(page.locator(".exchange")).hasCount(batches.size());
        assertThat(page.locator(".exchange").last().locator("[data-acts]")).isVisible();
        onlyOurElements();
    }

    private void onlyOurElements() {
        assertThat(page.evaluate(TAKEN)).isEqualTo("undefined");
        Object found = page.locator(".answer-body").evaluateAll(ELEMENTS_OF_ANSWERS);
        assertThat(((List<?>) found).stream().map(String::valueOf).toList())
                .isSubsetOf(ELEMENTS)
                .contains("P", "BUTTON");
    }

    @Test
    void noAnswerFetchesOrRunsAnything() {
        List<String> payloads = HostileTexts.payloads(address());
        assertThat(payloads).hasSizeGreaterThan(200);
        saidInAnswers(payloads);
    }

    @Test
    void theListsOfOthersFetchAndRunNothingEither() {
        assumeTrue(HostileTexts.lists().isPresent(), "-Dgroundwork.security= names a folder of lists");
        List<String> batches = HostileTexts.batches(HostileTexts.lists().orElseThrow());
        for (int at = 0; at < batches.size(); at += 15) {
            saidInAnswers(batches.subList(at, Math.min(batches.size(), at + 15)));
        }
    }

    @Test
    void aForgedSourceIsNoneOnAnyPage() {
        HostileTexts.documents().stream()
                .filter(written -> written.title().equals("forged-marks"))
                .forEach(written -> hostile.document(written, "forged"));
        page.navigate(at("/ask"));
        hostile.stub().always(new ObedientModel(11));
        Locator exchange = ask(QUESTION + " What does the notice say?");
        assertThat(exchange.locator(".answer-body")).containsText("a year (0001)");
        assertThat(exchange.locator("button.cite")).hasCount(1);
        assertThat(exchange.locator(".answer-body p").first().locator("button.cite"))
                .hasCount(1);
        assertThat(exchange.locator("[data-sources] li")).hasCount(1);
        exchange.locator("button.cite").first().click();
        assertThat(page.locator(".source-text mark")).containsText("27 days of paid leave");

        Page review = person("rita");
        review.navigate(at("/review?q=notice"));
        review.locator("tbody a").first().click();
        assertThat(review.locator(".citations .citation")).hasCount(1);
        assertThat(review.locator(".citation")).containsText("27 days of paid leave");
        assertThat(review.evaluate(TAKEN)).isEqualTo("undefined");
    }

    @Test
    void namesAndTitlesAndQuestionsRunNothing() {
        String script = "<script>window.taken=1</script><img src=x onerror=window.taken=1>${1}#{window.taken=1}";
        hostile.tenant().collection("named", ApiTenant.everyone());
        String id = hostile.tenant()
                .document("named", script, "Leave " + script, "Employees have " + script + " on Mondays.");
        page.navigate(at("/ask"));
        hostile.stub().always(honestAnd(script));
        ask(QUESTION + script);
        onlyOurElements();
        page.navigate(at("/history"));
        assertThat(page.locator("main")).containsText("<script>");
        page.navigate(at("/source/" + id + "/1"));
        assertThat(page.locator("h1")).containsText("<script>");
        assertThat(page.evaluate(TAKEN)).isEqualTo("undefined");

        Page review = person("rita");
        review.navigate(at("/review"));
        review.locator("tbody a").first().click();
        assertThat(review.locator("[aria-labelledby=raw] pre")).containsText("<script>");
        assertThat(review.evaluate(TAKEN)).isEqualTo("undefined");
    }

    @Test
    void instructionsAreShownNeitherWhileTheyStreamNorLater() {
        page.navigate(at("/ask"));
        hostile.stub()
                .always(reply ->
                        honestAnd(String.join("\n", reply.request().texts())).run(reply));
        Locator exchange = ask(QUESTION);
        assertThat(exchange.locator(".answer-body")).containsText("instead of answering");
        page.reload();
        assertThat(page.locator(".answer-body")).containsText("instead of answering");
        String shown = page.content().toLowerCase(Locale.ROOT);
        assertThat(shown).doesNotContain("canary-4417", "people in an organisation. you answer from the passages");
    }
}
