package io.groundwork.notice;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Invalid.Field;
import io.groundwork.platform.llm.ProviderAddresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a webhook may be called, and where it may be. */
final class WebhookRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int LONGEST_URL = 1000;

    private WebhookRules() {}

    /**
     * Looks the address up, so no transaction should be open.
     *
     * @throws Problem.Invalid naming every bad field
     */
    static void check(String name, Webhook.Spec spec, ProviderAddresses addresses) {
        List<Field> bad = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            bad.add(Field.of("name", "notice.name_form"));
        }
        Optional<URI> address = address(spec.url());
        if (address.isEmpty()) {
            bad.add(Field.of("url", "notice.url_form"));
        }
        address.filter(there -> addresses.refusal(there) == ProviderAddresses.Refusal.PRIVATE)
                .ifPresent(there -> bad.add(Field.of("url", "notice.url_private", ProviderAddresses.place(there))));
        if (!Kind.events().containsAll(spec.events())) {
            bad.add(Field.of("events", "notice.event_form", String.join(", ", Kind.events())));
        }
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
    }

    private static Optional<URI> address(String url) {
        try {
            URI uri = new URI(url);
            boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            boolean whole = uri.getHost() != null && SCHEMES.contains(uri.getScheme()) && url.length() <= LONGEST_URL;
            return plain && whole ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
