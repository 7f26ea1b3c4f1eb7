package io.groundwork.mcp.rest;

import io.groundwork.platform.config.Settings;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which pages in a browser may speak to the server. A page of another site whose name was pointed at our address (DNS
 * rebinding) still gives its own origin, which is not among them; a program that is no browser gives none.
 */
@ApplicationScoped
public class Origins {

    private static final String SETTING = "groundwork.mcp.origins";
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");
    private static final Pattern THIS_MACHINE =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private Set<String> allowed;

    /** For the container's proxies only. */
    protected Origins() {}

    @Inject
    public Origins(Settings settings) {
        allowed = Set.copyOf(settings.list(SETTING));
        allowed.stream()
                .filter(origin -> !ORIGIN.matcher(origin).matches())
                .findFirst()
                .ifPresent(wrong -> {
                    throw Settings.refused(
                            SETTING,
                            "must be a list of origins such as https://tools.example.com, not \"" + wrong + "\"");
                });
    }

    /** Reads the setting at the start, so that a wrong one stops it rather than the first message. */
    void check(@Observes @Initialized(ApplicationScoped.class) Object start) {
        demand(null);
    }

    /**
     * Lets a request of this origin in.
     *
     * @throws Problem.Refused if it may not
     */
    void demand(String origin) {
        if (origin != null && !welcome(origin)) {
            throw new Problem.Refused("mcp.origin_not_allowed");
        }
    }

    boolean welcome(String origin) {
        return THIS_MACHINE.matcher(origin).matches() || allowed.contains(origin);
    }
}
