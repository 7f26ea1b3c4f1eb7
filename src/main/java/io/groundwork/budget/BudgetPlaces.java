package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts budgets into the order of whom they limit. */
@ApplicationScoped
class BudgetPlaces {

    /** The groups that have budgets, with all groups above them; one under several stands under the first of these by name. */
    private static final String GROUPS =
            """
            with recursive above(id) as (
                select subject from budget where tenant_id = ? and scope = 'group' and retired_at is null
                union
                select p.parent_id from group_parent p join above a on p.group_id = a.id where p.tenant_id = ?
            )
            select g.id, g.name, (
                   select p.parent_id from group_parent p join groups q on q.tenant_id = p.tenant_id and q.id = p.parent_id
                    where p.tenant_id = g.tenant_id and p.group_id = g.id order by lower(q.name) limit 1) as parent
              from groups g join above a on a.id = g.id
             where g.tenant_id = ? order by lower(g.name)
            """;

    private static final String KEYS =
            """
            select k.id, k.name, u.username from budget b
              join api_key k on k.tenant_id = b.tenant_id and k.id = b.subject
              join users u on u.tenant_id = k.tenant_id and u.id = k.user_id
             where b.tenant_id = ? and b.scope = 'key' and b.retired_at is null
            """;

    @Inject
    private Sql sql;

    /** A budget's place; without one, the place of somebody above one that has. */
    record Place(int depth, Scope scope, String whose, Optional<Budget> budget) {

        Place alone() {
            return new Place(0, scope, whose, budget);
        }
    }

    private record Group(UUID id, String name, UUID parent) {}

    private record Key(UUID id, String name, String owner) {}

    List<Place> places(Caller caller, List<Budget> budgets) {
        Map<Scope.Kind, List<Budget>> kinds = budgets.stream()
                .collect(Collectors.groupingBy(budget -> budget.spec().scope().kind()));
        List<Place> places = new ArrayList<>();
        put(places, 0, Scope.WHOLE_TENANT, "", kinds.getOrDefault(Scope.Kind.TENANT, List.of()));
        groups(caller, kinds.getOrDefault(Scope.Kind.GROUP, List.of()), places);
        people(
                caller,
                kinds.getOrDefault(Scope.Kind.USER, List.of()),
                kinds.getOrDefault(Scope.Kind.KEY, List.of()),
                places);
        byName(kinds.getOrDefault(Scope.Kind.MODEL, List.of()))
                .forEach((model, its) -> put(places, 1, new Scope(Scope.Kind.MODEL, model), model, its));
        return places;
    }

    /** Several budgets of one, or the one line that says that there is none. */
    private static void put(List<Place> places, int depth, Scope scope, String whose, List<Budget> budgets) {
        if (budgets.isEmpty()) {
            places.add(new Place(depth, scope, whose, Optional.empty()));
        }
        budgets.forEach(budget -> places.add(new Place(depth, scope, whose, Optional.of(budget))));
    }

    private void groups(Caller caller, List<Budget> budgets, List<Place> places) {
        Map<UUID, List<Budget>> limited = budgets.stream().collect(Collectors.groupingBy(Budget::subject));
        int tenant = caller.tenant().value();
        List<Group> groups = sql.list(
                GROUPS, row -> new Group(row.uuid("id"), row.text("name"), row.uuid("parent")), tenant, tenant, tenant);
        under(null, 1, groups, limited, places, new HashSet<>());
    }

    private static void under(
            UUID parent,
            int depth,
            List<Group> groups,
            Map<UUID, List<Budget>> limited,
            List<Place> places,
            Set<UUID> placed) {
        for (Group group : groups) {
            if (Objects.equals(group.parent(), parent) && placed.add(group.id())) {
                Scope scope = new Scope(Scope.Kind.GROUP, group.name());
                put(places, depth, scope, group.name(), limited.getOrDefault(group.id(), List.of()));
                under(group.id(), depth + 1, groups, limited, places, placed);
            }
        }
    }

    /** A key whose owner is not known any more is shown by its id, as one of nobody. */
    private void people(Caller caller, List<Budget> ofPeople, List<Budget> ofKeys, List<Place> places) {
        Map<UUID, Key> keys = sql
                .list(
                        KEYS,
                        row -> new Key(row.uuid("id"), row.text("name"), row.text("username")),
                        caller.tenant().value())
                .stream()
                .collect(Collectors.toMap(Key::id, Function.identity(), (one, same) -> one));
        Map<String, List<Budget>> people = byName(ofPeople);
        Map<String, List<Budget>> theirs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Budget budget : ofKeys) {
            Key key = keys.get(budget.subject());
            theirs.computeIfAbsent(key == null ? "" : key.owner(), owner -> new ArrayList<>())
                    .add(budget);
        }
        theirs.keySet().stream()
                .filter(owner -> !owner.isEmpty())
                .forEach(owner -> people.putIfAbsent(owner, List.of()));
        people.forEach((person, its) -> {
            put(places, 1, new Scope(Scope.Kind.USER, person), person, its);
            keys(theirs.getOrDefault(person, List.of()), 2, keys, places);
        });
        keys(theirs.getOrDefault("", List.of()), 1, keys, places);
    }

    private static void keys(List<Budget> budgets, int depth, Map<UUID, Key> keys, List<Place> places) {
        budgets.stream().sorted(Comparator.comparing(Budget::name)).forEach(budget -> {
            Key key = keys.get(budget.subject());
            Scope scope = budget.spec().scope();
            places.add(new Place(depth, scope, key == null ? scope.name() : key.name(), Optional.of(budget)));
        });
    }

    private static Map<String, List<Budget>> byName(List<Budget> budgets) {
        return budgets.stream()
                .collect(Collectors.groupingBy(
                        budget -> budget.spec().scope().name(),
                        () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                        Collectors.toList()));
    }
}
