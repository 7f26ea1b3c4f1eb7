package io.groundwork.shell.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An address pattern, for example {@code /t/{tenant}/collections/{collection}}, the view that shows it, and the role it
 * takes ({@link #ANYBODY}, {@link #SIGNED_IN}, or the words of roles, of which one is enough).
 */
record Route(List<String> pattern, String view, String role) {

    static final String ANYBODY = "";
    static final String SIGNED_IN = "*";

    static Route of(String pattern, String view, String role) {
        return new Route(segments(pattern), view, role);
    }

    boolean isPublic() {
        return role.equals(ANYBODY);
    }

    boolean isFor(String heldRole) {
        return role.equals(SIGNED_IN) || List.of(role.split(" ")).contains(heldRole);
    }

    /** The values of the pattern's variables in the order of the address, if this route matches. */
    Optional<List<Variable>> match(List<String> path) {
        if (path.size() != pattern.size()) {
            return Optional.empty();
        }
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            String expected = pattern.get(i);
            if (expected.startsWith("{")) {
                variables.add(new Variable(expected.substring(1, expected.length() - 1), path.get(i)));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    static List<String> segments(String path) {
        return List.of(path.split("/")).stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** One variable of an address, its value still encoded. */
    record Variable(String name, String value) {}
}
