package io.groundwork.routing;

import java.util.Objects;

/** One line of a policy: when it applies, and where it sends the question then. */
public record Rule(String name, Condition when, RouteTarget then) {

    public Rule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(then, "then");
    }
}
