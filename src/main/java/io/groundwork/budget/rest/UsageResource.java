package io.groundwork.budget.rest;

import io.groundwork.budget.FocusExport;
import io.groundwork.budget.Usage;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What a tenant used and paid. */
@RequestScoped
@Path("/api/v1/tenants/{t}/usage")
public class UsageResource {

    static final String CSV = "text/csv;charset=UTF-8";

    @Inject
    private Usage usage;

    @Inject
    private FocusExport focus;

    @Inject
    private CurrentCaller caller;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject json(@BeanParam UsageParameters asked) {
        return UsageJson.of(usage.all(caller.get(), asked.query()));
    }

    @GET
    @Produces(CSV)
    public Response csv(@BeanParam UsageParameters asked) {
        return file("usage.csv", UsageJson.csv(usage.all(caller.get(), asked.query())));
    }

    @GET
    @Path("/focus")
    @Produces(CSV)
    public Response focus(@QueryParam("month") String month) {
        return file("focus.csv", focus.write(caller.get(), month));
    }

    static Response file(String name, String text) {
        return Response.ok(text)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }
}
