package io.groundwork.model.rest;

import io.groundwork.model.PriceFile;
import io.groundwork.model.PriceFileReceipt;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** All prices of a tenant's models as a file. */
@RequestScoped
@Path("/api/v1/tenants/{t}/prices")
public class PricesResource {

    private static final String CSV = "text/csv;charset=UTF-8";

    @Inject
    private PriceFile file;

    @Inject
    private CurrentCaller caller;

    @GET
    @Produces(CSV)
    public Response write() {
        return Response.ok(file.write(caller.get()))
                .header("Content-Disposition", "attachment; filename=\"prices.csv\"")
                .build();
    }

    @POST
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @Idempotent
    public PriceFileReceipt read(String csv) {
        return file.read(caller.get(), csv);
    }
}
