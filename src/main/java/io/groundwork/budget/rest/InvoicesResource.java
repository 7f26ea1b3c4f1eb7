package io.groundwork.budget.rest;

import io.groundwork.budget.Invoices;
import io.groundwork.budget.Reconciliation;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The invoices of providers. */
@RequestScoped
@Path("/api/v1/tenants/{t}/invoices")
public class InvoicesResource {

    @Inject
    private Invoices invoices;

    @Inject
    private CurrentCaller caller;

    @POST
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @Idempotent
    public Reconciliation reconcile(
            @QueryParam("provider") String provider,
            @QueryParam("month") String month,
            @QueryParam("complete") boolean complete,
            String csv) {
        return invoices.reconcile(caller.get(), provider, month, csv, complete);
    }
}
