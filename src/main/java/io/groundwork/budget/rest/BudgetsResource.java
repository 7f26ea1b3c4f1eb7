package io.groundwork.budget.rest;

import io.groundwork.budget.Budgets;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The budgets of a tenant. */
@RequestScoped
@Path("/api/v1/tenants/{t}/budgets")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BudgetsResource {

    @Inject
    private Budgets budgets;

    @Inject
    private CurrentCaller caller;

    @GET
    public Listing<BudgetJson> list(@BeanParam Listing.Query page) {
        return Listing.of(budgets.page(caller.get(), page.request()).map(BudgetJson::of));
    }

    @GET
    @Path("/{name}")
    public BudgetJson get(@PathParam("name") String name) {
        return BudgetJson.of(budgets.read(caller.get(), name));
    }

    @PUT
    @Path("/{name}")
    public BudgetJson put(@PathParam("name") String name, JsonObject json) {
        return BudgetJson.of(budgets.put(caller.get(), name, BudgetSpecJson.read(json)));
    }

    @DELETE
    @Path("/{name}")
    public void delete(@PathParam("name") String name) {
        budgets.remove(caller.get(), name);
    }
}
