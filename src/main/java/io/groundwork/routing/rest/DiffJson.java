package io.groundwork.routing.rest;

import io.groundwork.routing.PolicyDiff;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;

/** What changes from one version to another, on the wire. */
public record DiffJson(int from, int to, List<Change> changes) {

    /** One change; {@code before} and {@code after} are null where the field is not set. */
    public record Change(String field, JsonValue before, JsonValue after, String text) {}

    static DiffJson of(PolicyDiff diff) {
        List<Change> changes = diff.changes().stream()
                .map(change -> new Change(
                        change.field(),
                        change.before().orElse(JsonValue.NULL),
                        change.after().orElse(JsonValue.NULL),
                        change.text().in(Locale.ENGLISH)))
                .toList();
        return new DiffJson(diff.from(), diff.to(), changes);
    }
}
