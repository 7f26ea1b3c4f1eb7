package io.groundwork.identity;

import io.groundwork.platform.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What people, groups and keys may be called. Each check notes every bad field it finds. */
final class PersonRules {

    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,127}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._@-]{0,127}");
    private static final int LONGEST_NAME = 200;

    private final List<Problem.Invalid.Field> bad = new ArrayList<>();

    PersonRules username(String username) {
        return check("username", USERNAME.matcher(username).matches(), "identity.username_form");
    }

    PersonRules email(String email) {
        return check("email", EMAIL.matcher(email).matches(), "identity.email_form");
    }

    PersonRules displayName(String name) {
        return check("display_name", isName(name), "identity.name_form", LONGEST_NAME);
    }

    PersonRules groupName(String name) {
        return check("name", GROUP.matcher(name).matches(), "identity.group_name_form");
    }

    PersonRules keyName(String name) {
        return check("name", isName(name), "identity.name_form", LONGEST_NAME);
    }

    PersonRules check(String field, boolean good, String key, Object... arguments) {
        if (!good) {
            bad.add(Problem.Invalid.Field.of(field, key, arguments));
        }
        return this;
    }

    /**
     * Ends the checks.
     *
     * @throws Problem.Invalid naming every bad field
     */
    void demand() {
        if (!bad.isEmpty()) {
            throw new Problem.Invalid(bad);
        }
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.length() <= LONGEST_NAME;
    }
}
