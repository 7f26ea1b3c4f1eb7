package io.groundwork.identity;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What follows from memberships: which groups contain one another, and which conjunctions are held. */
final class Memberships {

    private Memberships() {}

    /** A principal that is held when every one of its members is held. */
    record Conjunction(int id, int[] members) {

        /** A conjunction of nothing is held by nobody: a rule without a subject must not open to all. */
        boolean heldBy(Set<Integer> principals) {
            for (int member : members) {
                if (!principals.contains(member)) {
                    return false;
                }
            }
            return members.length > 0;
        }
    }

    /** The groups of someone who is in {@code direct}: those, their parents, their parents' parents, each once. */
    static Set<UUID> closure(Collection<UUID> direct, Map<UUID, ? extends Collection<UUID>> parents) {
        Set<UUID> reached = new LinkedHashSet<>();
        Deque<UUID> open = new ArrayDeque<>(direct);
        while (!open.isEmpty()) {
            UUID group = open.pop();
            if (reached.add(group)) {
                open.addAll(parents.containsKey(group) ? parents.get(group) : List.of());
            }
        }
        return reached;
    }

    /** Whether members of {@code parent} would become members of themselves if {@code group} got this parent. */
    static boolean wouldCircle(UUID group, UUID parent, Map<UUID, ? extends Collection<UUID>> parents) {
        return closure(List.of(parent), parents).contains(group);
    }

    /** What is held in the end by who holds {@code own}, ascending; a conjunction may be a member of another. */
    static int[] held(Collection<Integer> own, List<Conjunction> conjunctions) {
        Set<Integer> principals = new TreeSet<>(own);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Conjunction conjunction : conjunctions) {
                grown |= conjunction.heldBy(principals) && principals.add(conjunction.id());
            }
        }
        return principals.stream().mapToInt(Integer::intValue).toArray();
    }
}
