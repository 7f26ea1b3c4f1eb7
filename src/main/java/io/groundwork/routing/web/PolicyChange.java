package io.groundwork.routing.web;

import io.groundwork.platform.web.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of one rule between two policies.
 *
 * @param before null where the rule is new
 * @param after null where it is gone
 */
public record PolicyChange(String name, Kind kind, PolicyLine before, PolicyLine after) {

    /** How a rule differs. */
    public enum Kind {
        ADDED(Tone.OK),
        REMOVED(Tone.DANGER),
        CHANGED(Tone.WARN),
        MOVED(Tone.INFO),
        SAME(Tone.NEUTRAL);

        private final Tone tone;

        Kind(Tone tone) {
            this.tone = tone;
        }

        public Tone getTone() {
            return tone;
        }

        /** The key of its word. */
        public String getKey() {
            return "routing.change_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** The rules of both, those of the later policy first and in its order. */
    static List<PolicyChange> between(List<PolicyLine> before, List<PolicyLine> after) {
        Map<String, PolicyLine> earlier = new LinkedHashMap<>();
        before.forEach(line -> earlier.put(line.name(), line));
        List<PolicyChange> changes = new ArrayList<>();
        for (PolicyLine line : after) {
            PolicyLine was = earlier.remove(line.name());
            changes.add(new PolicyChange(line.name(), kind(was, line), was, line));
        }
        earlier.values().forEach(gone -> changes.add(new PolicyChange(gone.name(), Kind.REMOVED, gone, null)));
        return changes;
    }

    private static Kind kind(PolicyLine before, PolicyLine after) {
        if (before == null) {
            return Kind.ADDED;
        }
        if (!before.saysTheSameAs(after)) {
            return Kind.CHANGED;
        }
        return before.number() == after.number() ? Kind.SAME : Kind.MOVED;
    }
}
