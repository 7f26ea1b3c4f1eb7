package io.groundwork.model.rest;

import io.groundwork.model.Adapters;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The adapter that is asked under a fine-tuned model's alias, and those before it. */
@RequestScoped
@Path("/api/v1/tenants/{t}/models/{alias}/adapter")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AdapterResource {

    @Inject
    private Adapters adapters;

    @Inject
    private CurrentCaller caller;

    /** All versions, the latest first; there are never so many that they would need pages. */
    @GET
    public Listing<AdapterJson> history(@PathParam("alias") String alias) {
        return Listing.of(new Page<>(adapters.history(caller.get(), alias), Optional.empty()).map(AdapterJson::of));
    }

    @POST
    @Idempotent
    public AdapterJson load(@PathParam("alias") String alias, JsonObject json) {
        JsonBody body = JsonBody.of(json);
        String path = body.text("path");
        Optional<String> version = body.optionalText("version");
        body.check();
        return AdapterJson.of(adapters.load(caller.get(), alias, path, version));
    }

    @DELETE
    public void unload(@PathParam("alias") String alias) {
        adapters.unload(caller.get(), alias);
    }
}
