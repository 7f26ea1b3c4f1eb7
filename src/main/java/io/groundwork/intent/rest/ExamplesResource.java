package io.groundwork.intent.rest;

import io.groundwork.intent.IntentExample;
import io.groundwork.intent.IntentExamples;
import io.groundwork.intent.NewExample;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** The questions that a tenant has labelled itself. */
@Path("/api/v1/tenants/{t}/classifier/examples")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ExamplesResource {

    @Inject
    private CurrentCaller current;

    @Inject
    private IntentExamples examples;

    /** {@code intent} narrows the list. */
    @GET
    public Listing<IntentExample> list(@BeanParam Listing.Query query, @QueryParam("intent") String intent) {
        return Listing.of(examples.page(current.get(), intent, query.request()));
    }

    /** One {@code {text, intent}}, or many as {@code {examples: [...]}}. */
    @POST
    @Idempotent
    public Response add(JsonObject json) {
        Caller caller = current.get();
        JsonBody body = JsonBody.of(json);
        Object reply =
                body.given("examples") ? examples.addAll(caller, several(body)) : examples.add(caller, one(body));
        return Response.status(Response.Status.CREATED).entity(reply).build();
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") String id) {
        examples.remove(current.get(), id(id));
    }

    private static NewExample one(JsonBody body) {
        NewExample example = read(body);
        body.check();
        return example;
    }

    private static List<NewExample> several(JsonBody body) {
        if (!(body.json().get("examples") instanceof JsonArray array)
                || !array.stream().allMatch(JsonObject.class::isInstance)) {
            throw Problem.Invalid.field("examples", "intent.examples_form");
        }
        List<NewExample> several = body.objects("examples", array.size()).stream()
                .map(ExamplesResource::read)
                .toList();
        body.check();
        return several;
    }

    private static NewExample read(JsonBody body) {
        return new NewExample(body.text("text"), body.text("intent"));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.NotFound.thing();
        }
    }
}
