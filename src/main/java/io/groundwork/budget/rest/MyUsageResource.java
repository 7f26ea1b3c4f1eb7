package io.groundwork.budget.rest;

import io.groundwork.budget.Usage;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the caller used and paid. */
@RequestScoped
@Path("/api/v1/usage/mine")
public class MyUsageResource {

    @Inject
    private Usage usage;

    @Inject
    private CurrentCaller caller;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject json(@BeanParam UsageParameters asked) {
        return UsageJson.of(usage.mine(caller.get(), asked.query()));
    }

    @GET
    @Produces(UsageResource.CSV)
    public Response csv(@BeanParam UsageParameters asked) {
        return UsageResource.file("usage.csv", UsageJson.csv(usage.mine(caller.get(), asked.query())));
    }
}
