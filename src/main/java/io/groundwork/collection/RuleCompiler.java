package io.groundwork.collection;

import io.groundwork.platform.kernel.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Turns a rule of names into a rule of principals. A name that nobody has is refused with the path of its entry: a deny
 * that names nobody would deny nobody. A conjunction becomes one principal, whatever its nesting.
 */
final class RuleCompiler {

    private final Directory directory;
    private final List<Problem.Invalid.Field> unknown = new ArrayList<>();

    /** Who is who in the tenant. */
    interface Directory {
        int everyone();

        OptionalInt user(String username);

        OptionalInt group(String name);

        /** The principal that is held when all of these are held. */
        int allOf(int[] members);
    }

    private RuleCompiler(Directory directory) {
        this.directory = directory;
    }

    /**
     * @param path where the rule stands in the request; "" when the body is the rule itself
     * @throws Problem.Invalid naming every entry that names nobody
     */
    static CompiledRule compile(AccessRule rule, String path, Directory directory) {
        RuleCompiler names = new RuleCompiler(directory);
        String prefix = path.isEmpty() ? "" : path + ".";
        List<int[]> allow = names.members(rule.allow(), prefix + "allow");
        List<int[]> deny = names.members(rule.deny(), prefix + "deny");
        if (!names.unknown.isEmpty()) {
            throw new Problem.Invalid(names.unknown);
        }
        return new CompiledRule(names.principals(allow), names.principals(deny));
    }

    private int[] principals(List<int[]> entries) {
        return entries.stream()
                .mapToInt(members -> members.length == 1 ? members[0] : directory.allOf(members))
                .sorted()
                .distinct()
                .toArray();
    }

    /** For each entry the principals that must all be held. */
    private List<int[]> members(List<AccessRule.Entry> entries, String path) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> members(entries.get(i), path + "[" + i + "]"))
                .toList();
    }

    private int[] members(AccessRule.Entry entry, String path) {
        if (entry instanceof AccessRule.User user) {
            return known(directory.user(user.username()), path + ".user", "collection.unknown_user", user.username());
        }
        if (entry instanceof AccessRule.Group group) {
            return known(directory.group(group.name()), path + ".group", "collection.unknown_group", group.name());
        }
        if (entry instanceof AccessRule.AllOf allOf) {
            return members(allOf.entries(), path + ".all_of").stream()
                    .flatMapToInt(Arrays::stream)
                    .sorted()
                    .distinct()
                    .toArray();
        }
        return new int[] {directory.everyone()};
    }

    private int[] known(OptionalInt principal, String path, String key, String name) {
        if (principal.isEmpty()) {
            unknown.add(Problem.Invalid.Field.of(path, key, name));
            return new int[0];
        }
        return new int[] {principal.getAsInt()};
    }
}
