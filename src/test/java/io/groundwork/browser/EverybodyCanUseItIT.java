package io.groundwork.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
            "/activity",
            "/ask",
            "/history",
            "/my-access");

    private static final String FINDINGS =
            """
            async () => (await axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})).violations
                .filter((found) => found.impact === 'serious' || found.impact === 'critical')
                .map((found) => found.id + ' at ' + found.nodes.map((node) => node.target.join(' ')).join(', '))
            """;

    private static Chromium chromium;
    private static String axe;

    @BeforeAll
    static void open() throws IOException {
        chromium = new Chromium();
        try (InputStream script = EverybodyCanUseItIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
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
        findings.addAll(findings(stranger));
        Page admin = chromium.as("ida", scheme);
        admin.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                findings.add("console: " + message.text());
            }
        });
        for (String path : OF_AN_ADMIN) {
            admin.navigate(Chromium.of(path));
            findings.addAll(findings(admin));
        }
        Page reviewer = chromium.as("tomas", scheme);
        reviewer.navigate(Chromium.of("/review"));
        findings.addAll(findings(reviewer));

        assertThat(findings).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> findings(Page page) {
        page.evaluate(axe);
        return ((List<String>) page.evaluate(FINDINGS))
                .stream().map(finding -> page.url() + ": " + finding).toList();
    }
}
