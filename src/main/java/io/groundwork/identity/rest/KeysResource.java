package io.groundwork.identity.rest;

import io.groundwork.identity.ApiKey;
import io.groundwork.identity.ApiKeys;
import io.groundwork.identity.IssuedKey;
import io.groundwork.platform.kernel.Problem;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The keys of a tenant's programs. */
@RequestScoped
@Path("/api/v1/tenants/{t}/keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {

    @Inject
    private ApiKeys keys;

    @Inject
    private CurrentCaller caller;

    @POST
    @Idempotent
    public Response create(JsonObject json) {
        JsonBody body = JsonBody.of(json);
        String username = body.text("username");
        String name = body.text("name");
        Optional<Instant> expiresAt = body.optionalTime("expires_at");
        body.check();
        IssuedKey key = keys.create(caller.get(), username, name, expiresAt);
        return Response.status(Response.Status.CREATED).entity(key).build();
    }

    @GET
    public Listing<ApiKey> list(@BeanParam Listing.Query page) {
        return Listing.of(keys.page(caller.get(), page.request()));
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id) {
        keys.revoke(caller.get(), uuid(id));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notOurs) {
            throw Problem.NotFound.thing();
        }
    }
}
