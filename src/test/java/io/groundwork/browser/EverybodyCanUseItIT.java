package io.groundwork.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages under axe, in both themes: no serious finding against WCAG 2.2 AA, and nothing for the console to complain of. */
class EverybodyCanUseItIT {

    private static final List<String> OF_AN_ADMIN = List.of(
            "",
            "/people",
            "/people/jonas",
            "/groups",
            "/groups/platform-team",
            "/keys",
            "/collections",
            "/collections/handbook",
            "/collections/handbook/documents",
            "/collections/handbook/access",
            "/collections/handbook/settings",
            "/collections/handbook/activity",
            "/ingestions",
            "/models",
            "/models/built-in",
            "/policies",
            "/policies/new",
            "/policies/0/simulation",
            "/classifier",
            "/budgets",
            "/budgets/Engineering",
            "/budgets/~new",
            "/usage",
            "/costs",
            "/costs?from=published",
            "/activity",
            "/ask",
            "/history",
            "/my-access");

    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageHasASeriousFinding(ColorScheme scheme) {
        List<String> findings = new ArrayList<>();
        Page stranger = chromium.stranger(scheme);
        stranger.navigate(Chromium.url("/sign-in"));
        findings.addAll(Axe.findings(stranger));
        Page admin = chromium.as("ida", scheme);
        admin.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                findings.add("console: " + message.text());
            }
        });
        for (String path : OF_AN_ADMIN) {
            admin.navigate(Chromium.of(path));
            findings.addAll(Axe.findings(admin));
        }
        Page reviewer = chromium.as("tomas", scheme);
        reviewer.navigate(Chromium.of("/review"));
        findings.addAll(Axe.findings(reviewer));

        assertThat(findings).isEmpty();
    }
}
