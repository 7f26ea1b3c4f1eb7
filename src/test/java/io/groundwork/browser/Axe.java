package io.groundwork.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Deque's axe, which finds what of WCAG 2.2 AA a program can find. */
final class Axe {

    private static final String SCRIPT = script();

    private static final String FINDINGS =
            """
            async () => (await axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})).violations
                .filter((found) => found.impact === 'serious' || found.impact === 'critical')
                .map((found) => found.id + ' at ' + found.nodes.map((node) => node.target.join(' ')).join(', '))
            """;

    private Axe() {}

    /** The serious findings on a page as it stands, each with its address and place. */
    @SuppressWarnings("unchecked")
    static List<String> findings(Page page) {
        // What a form's reply replaced may be there already, and its styles not yet.
        page.waitForLoadState();
        page.evaluate(SCRIPT);
        return ((List<String>) page.evaluate(FINDINGS))
                .stream().map(finding -> page.url() + ": " + finding).toList();
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
