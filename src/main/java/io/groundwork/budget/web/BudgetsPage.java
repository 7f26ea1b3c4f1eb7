package io.groundwork.budget.web;

import io.groundwork.budget.BudgetTree;
import io.groundwork.budget.Budgets;
import io.groundwork.budget.Level;
import io.groundwork.budget.Scope;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The tree of budgets, filtered as the address says. */
@Named
@RequestScoped
public class BudgetsPage {

    @Inject
    private BudgetTree tree;

    @Inject
    private Budgets budgets;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private Page<BudgetTree.Branch> page;

    public List<BudgetTree.Branch> getBranches() {
        return page().data();
    }

    public String getNext() {
        return here.next(page().next());
    }

    private Page<BudgetTree.Branch> page() {
        if (page == null) {
            BudgetTree.Wanted wanted = new BudgetTree.Wanted(
                    here.parameter("scope").flatMap(Scope.Kind::of),
                    here.parameter("q"),
                    here.parameter("level").flatMap(Level::of));
            page = tree.page(caller.get(), wanted, new Page.Request(Page.DEFAULT_LIMIT, here.after()));
        }
        return page;
    }

    /** Whether there is any at all, found or not. */
    public boolean isAny() {
        return budgets.any(caller.get());
    }

    public Scope.Kind[] getKinds() {
        return Scope.Kind.values();
    }

    public Level[] getLevels() {
        return Level.values();
    }
}
