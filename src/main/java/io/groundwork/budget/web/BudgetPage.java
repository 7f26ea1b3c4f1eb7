package io.groundwork.budget.web;

import io.groundwork.budget.BudgetDetail;
import io.groundwork.budget.Budgets;
import io.groundwork.budget.Period;
import io.groundwork.budget.Scope;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.platform.web.Here;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** One budget: how it stands, and what its form can choose from. */
@Named
@RequestScoped
public class BudgetPage {

    @Inject
    private Budgets budgets;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Here here;

    private BudgetDetail detail;

    public BudgetDetail getDetail() {
        if (detail == null) {
            detail = budgets.read(caller.get(), here.name("budget"));
        }
        return detail;
    }

    public Scope.Kind[] getKinds() {
        return Scope.Kind.values();
    }

    public Period[] getPeriods() {
        return Period.values();
    }

    /** The usage of whom it limits, this month; what its model or person used is grouped so that it stands out. */
    public String getUsage() {
        Scope scope = getDetail().spec().scope();
        String base = "/t/" + caller.get().tenantSlug() + "/usage";
        return switch (scope.kind()) {
            case TENANT -> base;
            case GROUP -> base + "?group=" + Here.encoded(scope.name());
            default -> base + "?by=day&then=" + scope.kind().word();
        };
    }
}
