package io.groundwork.chat.rest;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.routing.Router;
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
import java.util.List;
import java.util.stream.Stream;

/** {@code GET /v1/models}: the names that the caller may use as {@code model}, the embedding model last. */
@RequestScoped
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelResource {

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Router router;

    @Inject
    private Embeddings embeddings;

    @GET
    public JsonObject list() {
        JsonArrayBuilder data = Json.createArrayBuilder();
        names().forEach(name -> data.add(card(name)));
        return Json.createObjectBuilder()
                .add("object", "list")
                .add("data", data)
                .build();
    }

    @GET
    @Path("/{id}")
    public JsonObject find(@PathParam("id") String id) {
        if (!names().contains(id)) {
            throw Problem.NotFound.thing();
        }
        return card(id);
    }

    private List<String> names() {
        return Stream.concat(router.open(currentCaller.get()).stream(), Stream.of(embeddings.model()))
                .distinct()
                .toList();
    }

    /** The time is the same for all: OpenAI's shape wants one, and a built-in model has none. */
    private static JsonObject card(String name) {
        return Json.createObjectBuilder()
                .add("id", name)
                .add("object", "model")
                .add("created", 0)
                .add("owned_by", "groundwork")
                .build();
    }
}
