package io.groundwork.model;

import io.groundwork.budget.ModelNames;
import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The models that budgets may be of: the tenant's own and the installation's. */
@ApplicationScoped
class BudgetedModels implements ModelNames {

    @Inject
    private Models models;

    @Override
    public boolean has(Caller caller, String alias) {
        return models.find(caller, alias).isPresent();
    }
}
