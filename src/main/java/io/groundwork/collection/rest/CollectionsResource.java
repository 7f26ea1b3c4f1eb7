package io.groundwork.collection.rest;

import io.groundwork.collection.AccessEffect;
import io.groundwork.collection.AccessRule;
import io.groundwork.collection.Chunking;
import io.groundwork.collection.CollectionChange;
import io.groundwork.collection.CollectionDetail;
import io.groundwork.collection.Collections;
import io.groundwork.collection.NewCollection;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The collections of a tenant and their access. */
@Path("/api/v1/tenants/{t}/collections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CollectionsResource {

    @Inject
    private CurrentCaller current;

    @Inject
    private Collections collections;

    @POST
    @Idempotent
    public Response create(JsonObject json) {
        Caller caller = Bodies.member(current);
        JsonBody body = JsonBody.of(json);
        NewCollection made = new NewCollection(
                body.text("slug"),
                body.text("name"),
                body.optionalText("description").orElse(null),
                AccessRule.parse(json.get("access"), "access"),
                body.optionalObject("chunking")
                        .map(chunking -> ChunkingJson.read(chunking, Chunking.DEFAULT))
                        .orElse(null),
                ChunkingJson.freshness(body));
        body.check();
        CollectionDetail created = collections.create(caller, made);
        return Response.status(Response.Status.CREATED)
                .entity(CollectionJson.of(created))
                .build();
    }

    @GET
    public Listing<CollectionJson> list(@BeanParam Listing.Query query) {
        return Listing.of(
                collections.page(Bodies.member(current), query.request()).map(CollectionJson::of));
    }

    @GET
    @Path("/{c}")
    public CollectionJson get(@PathParam("c") String slug) {
        return CollectionJson.of(collections.read(Bodies.member(current), slug));
    }

    @PATCH
    @Path("/{c}")
    public CollectionJson change(@PathParam("c") String slug, JsonObject json) {
        Caller caller = Bodies.member(current);
        Chunking before = collections.read(caller, slug).chunking();
        JsonBody body = JsonBody.of(json);
        CollectionChange change = new CollectionChange(
                body.optionalText("name").orElse(null),
                body.has("description") ? body.optionalText("description").orElse("") : null,
                body.optionalObject("chunking")
                        .map(chunking -> ChunkingJson.read(chunking, before))
                        .orElse(null),
                body.has("freshness_days") ? Optional.ofNullable(ChunkingJson.freshness(body)) : null);
        Optional<Boolean> degradable = body.optionalFlag("degradable");
        body.check();
        CollectionDetail changed = collections.change(caller, slug, change);
        degradable.ifPresent(may -> collections.setDegradable(caller, slug, may));
        return CollectionJson.of(degradable.isPresent() ? collections.read(caller, slug) : changed);
    }

    @DELETE
    @Path("/{c}")
    public void delete(@PathParam("c") String slug) {
        collections.delete(Bodies.member(current), slug);
    }

    /** The body is the rule; JSON null is the rule that lets nobody in. */
    @PUT
    @Path("/{c}/access")
    public AccessCounts setAccess(@PathParam("c") String slug, String body) {
        AccessRule rule = AccessRule.parse(Bodies.json(body), "");
        return AccessCounts.of(collections.setAccess(Bodies.member(current), slug, rule));
    }

    /** As {@code PUT .../access}, with the names, and nothing is changed. */
    @POST
    @Path("/{c}/access/preview")
    public AccessEffect previewAccess(@PathParam("c") String slug, String body) {
        AccessRule rule = AccessRule.parse(Bodies.json(body), "");
        return collections.previewAccess(Bodies.member(current), slug, rule);
    }
}
