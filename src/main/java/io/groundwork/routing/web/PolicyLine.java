package io.groundwork.routing.web;

import java.util.List;
import java.util.Objects;

/**
 * One rule in words, or the default, which has no conditions.
 *
 * @param number of the rule, from 1; 0 of the default
 * @param conditions each in words; all of them must hold
 * @param decision in words
 * @param options what the rule sets besides mode and model, each in words
 */
public record PolicyLine(int number, String name, List<String> conditions, String decision, List<String> options) {

    public PolicyLine {
        conditions = List.copyOf(conditions);
        options = List.copyOf(options);
    }

    /** All conditions as one. */
    public String condition(String and) {
        return String.join(and, conditions);
    }

    /** Whether two lines mean the same, wherever they stand. */
    boolean saysTheSameAs(PolicyLine other) {
        return Objects.equals(conditions, other.conditions)
                && Objects.equals(decision, other.decision)
                && Objects.equals(options, other.options);
    }
}
