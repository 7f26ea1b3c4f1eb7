package io.groundwork.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import io.groundwork.testing.Api;
import io.groundwork.testing.Chromium;
import io.groundwork.testing.Chromium.Visitor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Follows every link that a person can see: no dead link, no script fault, no refused style or script, nothing from elsewhere. */
class EveryPageIT {

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private static final int MOST_PER_KIND = 2;
    private static final int MOST_PAGES = 60;

    @ParameterizedTest
    @CsvSource({"ida, LIGHT, 12", "ida, DARK, 12", "priya, LIGHT, 3", "tomas, DARK, 2"})
    void everyLinkLeadsToAPageWithoutComplaint(String username, ColorScheme scheme, int least) {
        try (Visitor visitor = browser.person(username, scheme)) {
            Deque<String> toSee = new ArrayDeque<>();
            Set<String> seen = new HashSet<>();
            Set<String> kinds = new HashSet<>();
            toSee.add(visitor.page().url());
            while (!toSee.isEmpty() && seen.size() < MOST_PAGES) {
                String address = toSee.poll();
                if (isNew(address, seen, kinds)) {
                    see(visitor, address);
                    links(visitor).forEach(toSee::add);
                }
            }
            assertThat(seen).hasSizeGreaterThanOrEqualTo(least);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static void see(Visitor visitor, String address) {
        Response response = visitor.page().navigate(address);
        assertThat(response.status()).as(address).isEqualTo(200);
        assertThat(visitor.page().title()).as(address).isNotBlank();
        assertThat(visitor.page().locator("h1").count())
                .as("one heading on " + address)
                .isEqualTo(1);
    }

    /** Of pages that differ by a name or number alone, a few are enough. */
    private static boolean isNew(String address, Set<String> seen, Set<String> kinds) {
        String kind = address.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*")
                .replaceAll("/(people|groups|collections|budgets)/[^/?]+", "/$1/*")
                .replaceAll("\\?.*", "?");
        for (int i = 0; i < MOST_PER_KIND; i++) {
            if (kinds.add(kind + i)) {
                return seen.add(address);
            }
        }
        return false;
    }

    private static Set<String> links(Visitor visitor) {
        Set<String> addresses = new HashSet<>();
        for (Locator link : visitor.page().locator("a[href]:visible").all()) {
            String address = (String) link.evaluate("link => link.href");
            boolean download = link.getAttribute("download") != null;
            if (address.startsWith(Api.url() + "/t/") && !download) {
                addresses.add(address.replaceAll("#.*", ""));
            }
        }
        return addresses;
    }
}
