package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The budgets of a tenant in the order of what they limit: the whole organisation, groups under the groups above them,
 * people with their keys, and models.
 */
@ApplicationScoped
public class BudgetTree {

    @Inject
    private BudgetRows rows;

    @Inject
    private BudgetPlaces order;

    @Inject
    private Budgets budgets;

    /**
     * One line of the tree.
     *
     * @param depth how far below the organisation it stands
     * @param whose what people call whom it limits; empty for the whole organisation
     * @param budget empty where nothing limits it, and only what stands under it is limited
     */
    public record Branch(int depth, Scope scope, String whose, Optional<BudgetDetail> budget) {}

    /**
     * Which budgets are looked for; those found stand without what is above them.
     *
     * @param text a part of the budget's name, or of whom it limits
     */
    public record Wanted(Optional<Scope.Kind> kind, Optional<String> text, Optional<Level> level) {

        boolean everything() {
            return kind.isEmpty() && text.isEmpty() && level.isEmpty();
        }
    }

    /** A part of the tree; the cursor is the number of lines before it. */
    @Transactional
    public Page<Branch> page(Caller caller, Wanted wanted, Page.Request request) {
        caller.require(Role.ADMIN);
        List<BudgetPlaces.Place> places = order.places(caller, rows.page(caller, null, Integer.MAX_VALUE));
        if (!wanted.everything()) {
            places = places.stream()
                    .filter(place -> matches(caller, place, wanted))
                    .map(BudgetPlaces.Place::alone)
                    .toList();
        }
        int first = Math.min(offset(request.after()), places.size());
        int end = Math.min(first + request.limit(), places.size());
        List<BudgetPlaces.Place> shown = places.subList(first, end);
        Iterator<BudgetDetail> details = budgets.details(
                        caller,
                        shown.stream().flatMap(place -> place.budget().stream()).toList())
                .iterator();
        List<Branch> cut = shown.stream()
                .map(place -> new Branch(
                        place.depth(),
                        place.scope(),
                        place.whose(),
                        place.budget().map(budget -> details.next())))
                .toList();
        return new Page<>(cut, end < places.size() ? Optional.of(Integer.toString(end)) : Optional.empty());
    }

    /** What limits the whole organisation. */
    @Transactional
    public List<BudgetDetail> whole(Caller caller) {
        caller.require(Role.ADMIN);
        return budgets.details(
                caller,
                rows.page(caller, null, Integer.MAX_VALUE).stream()
                        .filter(budget -> budget.spec().scope().equals(Scope.WHOLE_TENANT))
                        .toList());
    }

    private boolean matches(Caller caller, BudgetPlaces.Place place, Wanted wanted) {
        return place.budget()
                .filter(budget ->
                        wanted.kind().map(kind -> kind == place.scope().kind()).orElse(true))
                .filter(budget -> wanted.text()
                        .map(text -> contains(budget.name(), text) || contains(place.whose(), text))
                        .orElse(true))
                .filter(budget -> wanted.level()
                        .map(level -> level == budgets.standing(caller, budget).level())
                        .orElse(true))
                .isPresent();
    }

    private static boolean contains(String whole, String part) {
        return whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static int offset(String after) {
        try {
            return after == null ? 0 : Math.max(0, Integer.parseInt(after));
        } catch (NumberFormatException notACursor) {
            throw Problem.NotFound.thing();
        }
    }
}
