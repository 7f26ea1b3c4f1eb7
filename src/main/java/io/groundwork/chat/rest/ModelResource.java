package io.groundwork.chat.rest;

import io.groundwork.model.Models;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /v1/models}: the names that the caller may use as {@code model}. */
@RequestScoped
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Models models;

    @GET
    public JsonObject list() {
        JsonArrayBuilder data = Json.createArrayBuilder();
        models.open(currentCaller.get()).forEach(alias -> data.add(card(alias)));
        return Json.createObjectBuilder()
                .add("object", "list")
                .add("data", data)
                .build();
    }

    @GET
    @Path("/{id}")
    public JsonObject find(@PathParam("id") String id) {
        if (!models.open(currentCaller.get()).contains(id)) {
            throw Problem.NotFound.thing();
        }
        return card(id);
    }

    /** The time is the same for all: OpenAI's shape wants one, and a built-in model has none. */
    private static JsonObject card(String alias) {
        return Json.createObjectBuilder()
                .add("id", alias)
                .add("object", "model")
                .add("created", 0)
                .add("owned_by", "groundwork")
                .build();
    }
}
