package io.groundwork.routing;

import io.groundwork.platform.kernel.Text;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** What changes from one version to another; rules are the same rule when they have the same name. */
public record PolicyDiff(int from, int to, List<Change> changes) {

    public PolicyDiff {
        changes = List.copyOf(changes);
    }

    /**
     * One change.
     *
     * @param field the path in the document, with the rule's name for its place: {@code rules[routine].then.model}
     * @param before empty where the field was not set
     * @param after empty where the field is not set any more
     * @param text the change in words
     */
    public record Change(String field, Optional<JsonValue> before, Optional<JsonValue> after, Text text) {}
}
