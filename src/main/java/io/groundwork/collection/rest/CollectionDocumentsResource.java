package io.groundwork.collection.rest;

import io.groundwork.collection.DocumentFilter;
import io.groundwork.collection.Documents;
import io.groundwork.collection.VersionState;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;

/** The documents of a collection; handing in new ones is ingestion's. */
@Path("/api/v1/tenants/{t}/collections/{c}/documents")
@RequestScoped
public class CollectionDocumentsResource {

    @Inject
    private CurrentCaller current;

    @Inject
    private Documents documents;

    /** {@code text}, {@code status} and {@code state} narrow the list. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Listing<DocumentRowJson> list(
            @PathParam("c") String slug,
            @BeanParam Listing.Query query,
            @QueryParam("text") String text,
            @QueryParam("status") String status,
            @QueryParam("state") String state) {
        DocumentFilter filter = new DocumentFilter(text, status, state(state));
        return Listing.of(documents
                .page(Bodies.member(current), slug, filter, query.request())
                .map(DocumentRowJson::of));
    }

    private static VersionState state(String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(VersionState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.Invalid.field("state", "collection.state_form"));
    }
}
