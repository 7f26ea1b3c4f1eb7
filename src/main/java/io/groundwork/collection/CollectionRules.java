package io.groundwork.collection;

import io.groundwork.platform.kernel.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What collections and documents may be called and say of themselves; collects every bad field. */
final class CollectionRules {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_EXTERNAL_ID = 500;
    private static final int LONGEST_URL = 2000;
    private static final int MOST_FRESH_DAYS = 3650;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final List<Problem.Invalid.Field> bad = new ArrayList<>();

    static void check(NewCollection made) {
        CollectionRules rules = new CollectionRules();
        rules.demand(made.slug() != null && SLUG.matcher(made.slug()).matches(), "slug", "collection.slug_form");
        rules.named(made.name());
        rules.atMost(made.description(), LONGEST_DESCRIPTION, "description");
        rules.fresh(made.freshnessDays());
        rules.end();
    }

    static void check(CollectionChange change) {
        CollectionRules rules = new CollectionRules();
        if (change.name() != null) {
            rules.named(change.name());
        }
        rules.atMost(change.description(), LONGEST_DESCRIPTION, "description");
        if (change.freshnessDays() != null) {
            rules.fresh(change.freshnessDays().orElse(null));
        }
        rules.end();
    }

    static void check(Submission submission) {
        CollectionRules rules = new CollectionRules();
        rules.written(submission.externalId(), LONGEST_EXTERNAL_ID, "external_id");
        rules.written(submission.title(), LONGEST_TITLE, "title");
        rules.status(submission.status());
        rules.link(submission.sourceUrl());
        rules.end();
    }

    static void check(DocumentChange change) {
        CollectionRules rules = new CollectionRules();
        rules.written(change.title(), LONGEST_TITLE, "title");
        rules.status(change.status());
        rules.end();
    }

    private void named(String name) {
        demand(name != null && !name.isBlank(), "name", "platform.field_required");
        atMost(name, LONGEST_NAME, "name");
    }

    private void written(String value, int longest, String field) {
        demand(value == null || !value.isBlank(), field, "platform.field_required");
        atMost(value, longest, field);
        demand(value == null || value.indexOf('\0') < 0, field, "collection.control_character");
    }

    private void atMost(String value, int longest, String field) {
        demand(value == null || value.length() <= longest, field, "collection.too_long", longest);
    }

    private void fresh(Integer days) {
        demand(
                days == null || days >= 1 && days <= MOST_FRESH_DAYS,
                "freshness_days",
                "platform.field_range",
                1,
                MOST_FRESH_DAYS);
    }

    private void status(String status) {
        demand(
                status == null || Set.of(Document.DRAFT, Document.PUBLISHED).contains(status),
                "status",
                "collection.status_form");
    }

    private void link(String url) {
        atMost(url, LONGEST_URL, "source_url");
        demand(url == null || isWebAddress(url), "source_url", "collection.url_form");
    }

    private static boolean isWebAddress(String url) {
        try {
            URI address = new URI(url);
            return address.getScheme() != null
                    && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
                    && address.getHost() != null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private void demand(boolean fine, String field, String key, Object... arguments) {
        if (!fine) {
            bad.add(Problem.Invalid.Field.of(field, key, arguments));
        }
    }

    private void end() {
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
    }
}
