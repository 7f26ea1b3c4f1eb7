package io.groundwork.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a recorded change says, field by field, as {@code {"field": {"from": ..., "to": ...}}} or {@code {"field": ...}}. */
@Named
@ApplicationScoped
public class Changes {

    public List<Change> of(JsonObject detail) {
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, JsonValue> field : detail.entrySet()) {
            if (field.getValue() instanceof JsonObject change && change.containsKey("to")) {
                changes.add(new Change(field.getKey(), shown(change.get("from")), shown(change.get("to"))));
            } else {
                changes.add(new Change(field.getKey(), null, shown(field.getValue())));
            }
        }
        return changes;
    }

    private static String shown(JsonValue value) {
        if (value == null || value == JsonValue.NULL) {
            return "–";
        }
        if (value instanceof JsonString text) {
            return text.getString().isEmpty() ? "–" : text.getString();
        }
        if (value instanceof JsonArray list) {
            return list.isEmpty() ? "–" : list.stream().map(Changes::shown).collect(Collectors.joining(", "));
        }
        return value instanceof JsonObject object ? shown(object) : value.toString();
    }

    /** An object in words: {@code allow everyone}, {@code group hr}; what is true is named by its name alone. */
    private static String shown(JsonObject object) {
        return object.entrySet().stream()
                .map(part -> part.getValue() == JsonValue.TRUE
                        ? part.getKey()
                        : part.getKey().replace('_', ' ') + " " + shown(part.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** One field: what it was, if it was anything before, and what it is. */
    public static final class Change {

        private final String field;
        private final String before;
        private final String after;

        Change(String field, String before, String after) {
            this.field = field;
            this.before = before;
            this.after = after;
        }

        public String getField() {
            return field;
        }

        public String getBefore() {
            return before;
        }

        public String getAfter() {
            return after;
        }

        public boolean isReplaced() {
            return before != null;
        }
    }
}
