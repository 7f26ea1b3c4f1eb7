package io.groundwork.collection.rest;

import io.groundwork.collection.AccessEffect;
import io.groundwork.collection.AccessRule;
import io.groundwork.collection.DocumentChange;
import io.groundwork.collection.Documents;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
import java.util.Optional;

/** Single documents: reading, changing, their versions and their own access. */
@Path("/api/v1/tenants/{t}/documents/{d}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DocumentsResource {

    /** Names the character set: texts are shown as they were read. */
    private static final String TEXT = "text/plain; charset=UTF-8";

    @Inject
    private CurrentCaller current;

    @Inject
    private Documents documents;

    @GET
    public DocumentJson get(@PathParam("d") String id) {
        return DocumentJson.of(documents.read(Bodies.member(current), Bodies.id(id)));
    }

    /** {@code collection} moves the document. */
    @PATCH
    public DocumentJson change(@PathParam("d") String id, JsonObject json) {
        JsonBody body = JsonBody.of(json);
        DocumentChange change = new DocumentChange(
                body.optionalText("title").orElse(null),
                body.optionalText("status").orElse(null),
                body.optionalText("collection").orElse(null));
        body.check();
        return DocumentJson.of(documents.change(Bodies.member(current), Bodies.id(id), change));
    }

    @DELETE
    public void delete(@PathParam("d") String id) {
        documents.delete(Bodies.member(current), Bodies.id(id));
    }

    @GET
    @Path("/versions")
    public Listing<VersionJson> versions(@PathParam("d") String id) {
        return Listing.of(new Page<>(documents.versions(Bodies.member(current), Bodies.id(id)), Optional.empty())
                .map(VersionJson::of));
    }

    @GET
    @Path("/versions/{v}/text")
    @Produces(TEXT)
    public String text(@PathParam("d") String id, @PathParam("v") String version) {
        return documents.text(Bodies.member(current), Bodies.id(id), Bodies.version(version));
    }

    /** The body is the rule; JSON null lets the document inherit its collection's. */
    @PUT
    @Path("/access")
    public AccessCounts setAccess(@PathParam("d") String id, String body) {
        return AccessCounts.of(documents.setAccess(Bodies.member(current), Bodies.id(id), rule(body)));
    }

    /** As {@code PUT .../access}, with the names, and nothing is changed. */
    @POST
    @Path("/access/preview")
    public AccessEffect previewAccess(@PathParam("d") String id, String body) {
        return documents.previewAccess(Bodies.member(current), Bodies.id(id), rule(body));
    }

    private static Optional<AccessRule> rule(String body) {
        JsonValue json = Bodies.json(body);
        return json == JsonValue.NULL ? Optional.empty() : Optional.of(AccessRule.parse(json, ""));
    }
}
