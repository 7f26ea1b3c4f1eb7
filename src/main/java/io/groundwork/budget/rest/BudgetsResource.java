package io.groundwork.budget.rest;

import io.groundwork.budget.BudgetSpec;
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
import jakarta.ws.rs.HeaderParam;
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

    /** Whatever there is of a name, it is not to be replaced. */
    private static final String ANY = "*";

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
    public BudgetJson put(
            @PathParam("name") String name, @HeaderParam("If-None-Match") String unlessThere, JsonObject json) {
        BudgetSpec spec = BudgetSpecJson.read(json);
        return BudgetJson.of(
                ANY.equals(unlessThere)
                        ? budgets.add(caller.get(), name, spec)
                        : budgets.put(caller.get(), name, spec));
    }

    @DELETE
    @Path("/{name}")
    public void delete(@PathParam("name") String name) {
        budgets.remove(caller.get(), name);
    }
}
