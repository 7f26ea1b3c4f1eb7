package io.groundwork.collection;

import io.groundwork.platform.kernel.Text;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rules and their parts in words, for people who ask why. */
final class Wording {

    private Wording() {}

    /** {@code collection hr: allow group hr}. */
    static String of(WeighedRule.Clause clause) {
        return text(clause.denies() ? "line_deny" : "line_allow", of(clause.source()), of(clause.entry()));
    }

    static String of(WeighedRule.Source source) {
        return text("source_" + source.kind(), source.name());
    }

    static String of(AccessRule.Entry entry) {
        if (entry instanceof AccessRule.User user) {
            return user(user.username());
        }
        if (entry instanceof AccessRule.Group group) {
            return group(group.name());
        }
        if (entry instanceof AccessRule.AllOf allOf) {
            String members = allOf.entries().stream().map(Wording::of).collect(Collectors.joining(", "));
            return text("entry_all_of", members);
        }
        return text("entry_everyone");
    }

    static String user(String username) {
        return text("entry_user", username);
    }

    static String group(String name) {
        return text("entry_group", name);
    }

    /** What decided, in words. */
    static String of(WeighedRule rule, WeighedRule.Decision decision) {
        return decision.decisive().map(Wording::of).orElseGet(() -> nobodyNamed(rule));
    }

    /** Why nothing in the rule lets the person in. */
    static String nobodyNamed(WeighedRule rule) {
        return text(rule.allows().isEmpty() ? "line_nobody" : "line_no_entry", of(rule.allowing()));
    }

    static String text(String key, Object... arguments) {
        return new Text("collection." + key, arguments).in(Locale.ENGLISH);
    }
}
