package io.groundwork.ingest.rest;

import io.groundwork.ingest.Ingestion;
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
import java.util.UUID;

/** How far ingestions are. */
@Path("/api/v1/tenants/{t}/ingestions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class IngestionsResource {

    @Inject
    private CurrentCaller caller;

    @Inject
    private Ingestion ingestion;

    /** Newest first; {@code ?collection=} narrows to one. The errors stand in the single ingestion. */
    @GET
    public Listing<IngestionJson> list(@QueryParam("collection") String collection, @BeanParam Listing.Query query) {
        return Listing.of(
                ingestion.page(caller.get(), collection, query.request()).map(IngestionJson::of));
    }

    @GET
    @Path("{id}")
    public IngestionJson read(@PathParam("id") String id) {
        return IngestionJson.of(ingestion.progress(caller.get(), identified(id)));
    }

    private static UUID identified(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.NotFound.thing();
        }
    }
}
