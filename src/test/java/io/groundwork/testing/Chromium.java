package io.groundwork.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Chromium for one test class, and people of the demo company who are signed in with it. Use it as
 * {@code @RegisterExtension static final Chromium browser = new Chromium();}.
 */
public final class Chromium implements BeforeAllCallback, AfterAllCallback {

    public static final String COMPANY = "oskerby";

    private static final List<String> PROGRAMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> OPTIONS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private Playwright playwright;
    private com.microsoft.playwright.Browser chromium;

    /** A person at a browser window; what the page complained about is kept, so that a test can demand that it did not. */
    public record Visitor(String tenant, BrowserContext context, Page page, List<String> complaints)
            implements AutoCloseable {

        /** Opens an address of the visitor's own tenant. */
        public Visitor open(String path) {
            page.navigate(Api.url() + "/t/" + tenant + path);
            return this;
        }

        @Override
        public void close() {
            context.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        playwright = Playwright.create();
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program())
                        .setHeadless(true)
                        .setArgs(OPTIONS));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        playwright.close();
    }

    /** Somebody who has not signed in, at the demo company's door. */
    public Visitor stranger(ColorScheme scheme) {
        return stranger(COMPANY, scheme);
    }

    private Visitor stranger(String tenant, ColorScheme scheme) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(1280, 900));
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(Api.url()) && !request.url().startsWith("data:")) {
                complaints.add(page.url() + " asks elsewhere: " + request.url());
            }
        });
        return new Visitor(tenant, context, page, complaints);
    }

    /** A person of the demo company, signed in on the sign-in page. */
    public Visitor person(String username, ColorScheme scheme) {
        return person(COMPANY, username, demoPassword(), scheme);
    }

    /** A person of any tenant, signed in. */
    public Visitor person(String tenant, String username, String password, ColorScheme scheme) {
        Visitor visitor = stranger(tenant, scheme).open("/sign-in");
        signIn(visitor.page(), username, password);
        visitor.page().waitForURL(url -> !url.contains("/sign-in"));
        return visitor;
    }

    public Visitor person(String username) {
        return person(username, ColorScheme.LIGHT);
    }

    /** Fills the sign-in form and sends it. */
    public static void signIn(Page page, String username, String password) {
        page.locator("[id='form:username']").fill(username);
        page.locator("[id='form:password']").fill(password);
        page.locator("form button[type=submit]").first().click();
    }

    public static String demoPassword() {
        return System.getProperty("groundwork.demo.password");
    }

    private static Path program() {
        return Stream.concat(Stream.ofNullable(System.getProperty("groundwork.chromium")), PROGRAMS.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Chromium is missing; deploy/test installs it"));
    }
}
