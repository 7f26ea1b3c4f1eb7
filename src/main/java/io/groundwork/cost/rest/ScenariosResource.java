package io.groundwork.cost.rest;

import io.groundwork.cost.ScenarioJson;
import io.groundwork.cost.Scenarios;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What a comparison of costs can begin with: the tenant's own use, its prices, or a published example. */
@RequestScoped
@Path("/api/v1/tenants/{t}/costs/scenarios")
@Produces(MediaType.APPLICATION_JSON)
public class ScenariosResource {

    @Inject
    private Scenarios scenarios;

    @Inject
    private CurrentCaller caller;

    /** Each as {@code POST /api/v1/costs/compare} takes it. */
    @GET
    public JsonObject all() {
        JsonArrayBuilder data = Json.createArrayBuilder();
        scenarios
                .of(caller.get())
                .forEach((source, scenario) -> data.add(
                        Json.createObjectBuilder().add("source", source).add("scenario", ScenarioJson.of(scenario))));
        return Json.createObjectBuilder().add("data", data).build();
    }
}
