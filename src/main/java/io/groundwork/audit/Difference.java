package io.groundwork.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The fields that a change really changes, each with what it was and what it becomes: the detail of an audit entry. */
public final class Difference {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Notes a field; one that stays as it was is left out. */
    public Difference field(String name, Object from, Object to) {
        if (!Objects.equals(from, to)) {
            Map<String, Object> change = new LinkedHashMap<>();
            change.put("from", from);
            change.put("to", to);
            fields.put(name, change);
        }
        return this;
    }

    /** Notes that a field changed whose contents nobody may read (a password). */
    public Difference secret(String name) {
        fields.put(name, "changed");
        return this;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public Map<String, Object> detail() {
        return fields;
    }
}
