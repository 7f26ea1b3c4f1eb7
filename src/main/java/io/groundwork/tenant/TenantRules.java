package io.groundwork.tenant;

import io.groundwork.platform.kernel.Problem;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a tenant may be called and which states it can be given. */
final class TenantRules {

    static final String ACTIVE = "active";
    static final String SUSPENDED = "suspended";

    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,62}");
    private static final int LONGEST_NAME = 200;

    private TenantRules() {}

    /** Refuses a new tenant, naming every bad field. */
    static void check(String slug, String name) {
        List<Problem.Invalid.Field> bad = new ArrayList<>();
        if (slug == null || !SLUG.matcher(slug).matches()) {
            bad.add(Problem.Invalid.Field.of("slug", "tenant.slug_form"));
        }
        checkName(name, bad);
        refuse(bad);
    }

    static void check(TenantPatch patch) {
        List<Problem.Invalid.Field> bad = new ArrayList<>();
        patch.name().ifPresent(name -> checkName(name, bad));
        patch.status()
                .filter(status -> !Set.of(ACTIVE, SUSPENDED).contains(status))
                .ifPresent(status -> bad.add(Problem.Invalid.Field.of("status", "tenant.status_form")));
        patch.timeZone()
                .filter(zone -> !ZoneId.getAvailableZoneIds().contains(zone))
                .ifPresent(zone -> bad.add(Problem.Invalid.Field.of("time_zone", "tenant.zone_form")));
        refuse(bad);
    }

    private static void checkName(String name, List<Problem.Invalid.Field> bad) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            bad.add(Problem.Invalid.Field.of("name", "tenant.name_form", LONGEST_NAME));
        }
    }

    private static void refuse(List<Problem.Invalid.Field> bad) {
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
    }
}
