package io.groundwork.collection.web;

import io.groundwork.collection.AccessRule;
import io.groundwork.platform.web.Tone;
import java.util.Locale;

/** How far a rule opens something, seen from afar. */
public enum Visibility {
    /** An empty allow list. */
    NOBODY(Tone.WARN),
    /** Some people, or groups. */
    SELECTED(Tone.INFO),
    /** Everyone, but for those whom a deny names. */
    EVERYONE(Tone.OK);

    private final Tone tone;

    Visibility(Tone tone) {
        this.tone = tone;
    }

    static Visibility of(AccessRule rule) {
        if (rule.allow().isEmpty()) {
            return NOBODY;
        }
        return rule.allow().stream().anyMatch(AccessRule.Everyone.class::isInstance) ? EVERYONE : SELECTED;
    }

    public Tone getTone() {
        return tone;
    }

    /** The key of its word. */
    public String getKey() {
        return "collection.visible_" + name().toLowerCase(Locale.ROOT);
    }
}
