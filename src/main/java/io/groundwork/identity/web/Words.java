package io.groundwork.identity.web;

import java.util.List;
import java.util.Optional;

/** What people type into a field, made plain. */
final class Words {

    private Words() {}

    static Optional<String> of(String typed) {
        return Optional.ofNullable(typed).map(String::strip).filter(text -> !text.isEmpty());
    }

    static String text(String typed) {
        return of(typed).orElse("");
    }

    /** Chosen names; a form that has none hands over null. */
    static List<String> list(List<String> chosen) {
        return chosen == null
                ? List.of()
                : chosen.stream().map(String::strip).distinct().toList();
    }
}
