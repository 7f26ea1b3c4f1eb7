package io.groundwork.budget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose spending a budget limits.
 *
 * @param name of the group, the user or the model, or the id of the key; empty for the whole tenant
 */
public record Scope(Kind kind, String name) {

    /** What can have a budget. */
    public enum Kind {
        TENANT,
        GROUP,
        USER,
        KEY,
        MODEL;

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Scope WHOLE_TENANT = new Scope(Kind.TENANT, "");

    public Scope {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    /** For people: {@code group sales}. */
    String words() {
        return kind == Kind.TENANT ? kind.word() : kind.word() + " " + name;
    }
}
