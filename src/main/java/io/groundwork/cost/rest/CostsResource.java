package io.groundwork.cost.rest;

import io.groundwork.cost.Comparison;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Compares what ways of answering cost. It reads nothing of any tenant, so whoever is signed in may ask, the operator too. */
@RequestScoped
@Path("/api/v1/costs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CostsResource {

    @POST
    @Path("/compare")
    public ComparisonJson compare(JsonObject json) {
        return ComparisonJson.of(Comparison.of(ScenarioReader.read(json)));
    }
}
