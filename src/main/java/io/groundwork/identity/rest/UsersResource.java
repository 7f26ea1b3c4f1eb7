package io.groundwork.identity.rest;

import io.groundwork.identity.UserDetail;
import io.groundwork.identity.Users;
import io.groundwork.platform.kernel.Role;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The people of a tenant. */
@RequestScoped
@Path("/api/v1/tenants/{t}/users")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    @Inject
    private Users users;

    @Inject
    private CurrentCaller caller;

    @POST
    @Idempotent
    public Response create(JsonObject json) {
        caller.get().require(Role.ADMIN);
        UserDetail made = users.create(caller.get(), People.newUser(JsonBody.of(json)));
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    /** All users, or those with {@code q} in their username, display name or email. */
    @GET
    public Listing<UserDetail> list(@QueryParam("q") String containing, @BeanParam Listing.Query page) {
        return Listing.of(users.page(caller.get(), containing, page.request()));
    }

    @GET
    @Path("/{username}")
    public UserDetail get(@PathParam("username") String username) {
        return users.find(caller.get(), username);
    }

    @PATCH
    @Path("/{username}")
    public UserDetail patch(@PathParam("username") String username, JsonObject json) {
        caller.get().require(Role.ADMIN);
        return users.patch(caller.get(), username, People.patch(JsonBody.of(json)));
    }

    @DELETE
    @Path("/{username}")
    public void deactivate(@PathParam("username") String username) {
        users.deactivate(caller.get(), username);
    }
}
