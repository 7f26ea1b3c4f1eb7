package io.groundwork.collection;

import io.groundwork.platform.kernel.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may read something: a list that allows and a list that denies. A deny that matches wins over every allow, and an
 * empty allow list means nobody. Deciding is pure: the same rule and the same person give the same answer everywhere.
 *
 * <p>People and groups are known by name, whatever its case, as everywhere in a tenant.
 */
public record AccessRule(List<Entry> allow, List<Entry> deny) {

    /** The rule that lets nobody in; what a missing rule means. */
    public static final AccessRule NOBODY = new AccessRule(List.of(), List.of());

    public AccessRule {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
    }

    /** Whom one line of a rule names. */
    public sealed interface Entry permits Everyone, User, Group, AllOf {

        boolean matches(Subject subject);
    }

    public record Everyone() implements Entry {
        @Override
        public boolean matches(Subject subject) {
            return true;
        }
    }

    public record User(String username) implements Entry {
        public User {
            Objects.requireNonNull(username, "username");
        }

        @Override
        public boolean matches(Subject subject) {
            return subject.isUser(username);
        }
    }

    public record Group(String name) implements Entry {
        public Group {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public boolean matches(Subject subject) {
            return subject.isIn(name);
        }
    }

    /** Everybody whom all of the entries name. Never empty: an empty conjunction would name everyone by accident. */
    public record AllOf(List<Entry> entries) implements Entry {
        public AllOf {
            entries = List.copyOf(entries);
            if (entries.isEmpty()) {
                throw new IllegalArgumentException("all_of names at least one entry");
            }
        }

        @Override
        public boolean matches(Subject subject) {
            return entries.stream().allMatch(entry -> entry.matches(subject));
        }
    }

    /** A person as rules see one: a name, and every group the person is in, directly or through other groups. */
    public record Subject(String username, Set<String> groups) {

        public Subject {
            Objects.requireNonNull(username, "username");
            groups = groups.stream().map(AccessRule::folded).collect(Collectors.toUnmodifiableSet());
        }

        boolean isUser(String name) {
            return username.equalsIgnoreCase(name);
        }

        boolean isIn(String group) {
            return groups.contains(folded(group));
        }
    }

    /** A name as it is compared. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    public boolean decide(Subject subject) {
        return deny.stream().noneMatch(entry -> entry.matches(subject))
                && allow.stream().anyMatch(entry -> entry.matches(subject));
    }

    /** This rule as a document's own, under the rule of its collection: its own allow list, and the denies of both. */
    public AccessRule under(AccessRule collection) {
        return new AccessRule(
                allow, Stream.concat(deny.stream(), collection.deny.stream()).toList());
    }

    /** The same rule after a group got another name. */
    AccessRule withGroupRenamed(String from, String to) {
        return new AccessRule(renamed(allow, from, to), renamed(deny, from, to));
    }

    private static List<Entry> renamed(List<Entry> entries, String from, String to) {
        return entries.stream().map(entry -> renamed(entry, from, to)).toList();
    }

    private static Entry renamed(Entry entry, String from, String to) {
        if (entry instanceof Group group && group.name().equalsIgnoreCase(from)) {
            return new Group(to);
        }
        return entry instanceof AllOf allOf ? new AllOf(renamed(allOf.entries(), from, to)) : entry;
    }

    /**
     * Reads a rule as the API writes it; null and JSON null are {@link #NOBODY}.
     *
     * @param path where the rule stands in the request, such as {@code access}; "" when the body is the rule itself
     * @throws Problem.Invalid naming every bad entry by its path
     */
    public static AccessRule parse(JsonValue json, String path) {
        return AccessRuleJson.parse(json, path);
    }

    public JsonObject toJson() {
        return AccessRuleJson.print(this);
    }
}
