package io.groundwork.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One browser for one test class; each person in it has a profile of their own. */
final class Chromium implements AutoCloseable {

    static final String TENANT = "oskerby";

    private static final double PATIENCE = 60_000;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("groundwork.chromium", "/usr/bin/chromium")))
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));

    static String url(String path) {
        return System.getProperty("groundwork.url", "http://localhost:8080") + path;
    }

    static String of(String tenantPath) {
        return url("/t/" + TENANT + tenantPath);
    }

    static String password() {
        return System.getProperty("groundwork.demo.password");
    }

    /** A stranger's empty page. */
    Page stranger(ColorScheme scheme) {
        BrowserContext profile = browser.newContext(
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(1280, 900));
        profile.setDefaultTimeout(PATIENCE);
        return profile.newPage();
    }

    /** A page of a person of the demo company who has signed in. */
    Page as(String username, ColorScheme scheme) {
        Page page = stranger(scheme);
        signIn(page, username, password());
        page.waitForURL(address -> !address.contains("/sign-in"));
        return page;
    }

    Page as(String username) {
        return as(username, ColorScheme.LIGHT);
    }

    static void signIn(Page page, String username, String password) {
        page.navigate(of("/sign-in"));
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password").fill(password);
        page.locator("button[type=submit]").click();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
