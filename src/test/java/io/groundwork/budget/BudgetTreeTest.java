package io.groundwork.budget;

import static io.groundwork.budget.Till.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.budget.BudgetTree.Branch;
import io.groundwork.budget.BudgetTree.Wanted;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Budgets in the order of whom they limit, in parts, and found again. */
class BudgetTreeTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final Wanted EVERYTHING = new Wanted(Optional.empty(), Optional.empty(), Optional.empty());

    private Till till;

    @BeforeEach
    void open() {
        till = new Till(database);
        till.group("company");
        till.group("engineering", "company");
        till.group("platform", "engineering");
        till.group("sales", "company");
    }

    @AfterEach
    void close() throws SQLException {
        assertThat(till.disagreements()).isEmpty();
        till.close();
    }

    private Page<Branch> tree(Wanted wanted, int limit, String after) {
        return till.as(till.admin, () -> till.tree.page(till.admin, wanted, new Page.Request(limit, after)));
    }

    private static List<String> lines(List<Branch> branches) {
        return branches.stream()
                .map(branch -> "-".repeat(branch.depth()) + branch.whose() + "="
                        + branch.budget().map(BudgetDetail::name).orElse("no limit"))
                .toList();
    }

    @Test
    void whoIsLimitedStandsUnderWhoIsAbove() {
        Caller erin = till.person("erin", "platform");
        Caller program = till.key(erin);
        till.budget("platform-day", "group", "platform", Period.DAY, "1");
        till.budget("platform-month", "group", "platform", Period.MONTH, "9");
        till.budget("sales", "group", "sales", Period.MONTH, "5");
        till.budget("night", "key", program.key().toString(), Period.DAY, "1");
        till.person("ben");
        till.budget("ben", "user", "ben", Period.DAY, "1");
        till.budget("large", "model", "large", Period.TOTAL, "1");

        assertThat(lines(tree(EVERYTHING, 50, null).data()))
                .containsExactly(
                        "=no limit",
                        "-company=no limit",
                        "--engineering=no limit",
                        "---platform=platform-day",
                        "---platform=platform-month",
                        "--sales=sales",
                        "-ben=ben",
                        "-erin=no limit",
                        "--k=night",
                        "-large=large");
    }

    @Test
    void aGroupUnderSeveralStandsOnce() {
        till.group("platform", "sales");
        till.budget("platform", "group", "platform", Period.DAY, "1");
        till.budget("all", "tenant", "", Period.DAY, "1");

        assertThat(lines(tree(EVERYTHING, 50, null).data()))
                .containsExactly(
                        "=all",
                        "-company=no limit",
                        "--engineering=no limit",
                        "---platform=platform",
                        "--sales=no limit");
    }

    @Test
    void threeHundredAreReadInPartsEachOnce() {
        for (int i = 0; i < 300; i++) {
            till.budget("b" + i, "model", "model-" + i, Period.DAY, "1");
        }
        Set<String> seen = new HashSet<>();
        String after = null;
        int parts = 0;
        do {
            Page<Branch> page = tree(EVERYTHING, 50, after);
            lines(page.data()).forEach(line -> assertThat(seen.add(line)).isTrue());
            after = page.next().orElse(null);
            parts++;
        } while (after != null);
        assertThat(seen).hasSize(301);
        assertThat(parts).isEqualTo(7);
    }

    @Test
    void budgetsAreFoundByNameByWhoTheyLimitAndByHowTheyStand() {
        Caller erin = till.person("erin", "sales");
        till.budget("all", "tenant", "", Period.MONTH, "100");
        till.budget("tight", "group", "sales", Period.MONTH, "1");
        till.budget("own", "user", "erin", Period.MONTH, "1.1");
        Reservation held = till.reserve(erin, call(1000));
        till.settle(erin, held.id(), 0, 1000);

        assertThat(found(Optional.of(Scope.Kind.USER), null, null)).containsExactly("erin=own");
        assertThat(found(Optional.empty(), "SAL", null)).containsExactly("sales=tight");
        assertThat(found(Optional.empty(), "al", null)).containsExactly("=all", "sales=tight");
        assertThat(found(Optional.empty(), null, Level.USED_UP)).containsExactly("sales=tight");
        assertThat(found(Optional.empty(), null, Level.LOW)).containsExactly("erin=own");
        assertThat(found(Optional.empty(), null, Level.WITHIN)).containsExactly("=all");
        assertThat(found(Optional.empty(), "nobody", null)).isEmpty();
    }

    private List<String> found(Optional<Scope.Kind> kind, String text, Level level) {
        Wanted wanted = new Wanted(kind, Optional.ofNullable(text), Optional.ofNullable(level));
        return lines(tree(wanted, 50, null).data());
    }

    @Test
    void onlyAdminsSeeItAndANameIsGivenOnce() {
        Caller erin = till.person("erin");
        assertThatThrownBy(() -> till.as(erin, () -> till.tree.page(erin, EVERYTHING, Page.Request.first(1))))
                .isInstanceOf(Problem.Refused.class);
        BudgetSpec spec = till.budget("all", "tenant", "", Period.DAY, "1").spec();
        assertThatThrownBy(() -> till.run(till.admin, () -> till.budgets.add(till.admin, "ALL", spec)))
                .isInstanceOfSatisfying(Problem.Conflict.class, taken -> assertThat(taken.fields())
                        .extracting(Problem.Invalid.Field::name)
                        .containsExactly("name"));
        List<Branch> whole = new ArrayList<>(tree(EVERYTHING, 50, null).data());
        assertThat(lines(whole)).containsExactly("=all");
    }
}
