package io.groundwork.identity.rest;

import io.groundwork.identity.GroupDetail;
import io.groundwork.identity.GroupPatch;
import io.groundwork.identity.Groups;
import io.groundwork.identity.NewGroup;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** The groups of a tenant; {@code {g}} is a group's name or its id. */
@RequestScoped
@Path("/api/v1/tenants/{t}/groups")
@Produces(MediaType.APPLICATION_JSON)
public class GroupsResource {

    @Inject
    private Groups groups;

    @Inject
    private CurrentCaller caller;

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(JsonObject json) {
        JsonBody body = JsonBody.of(json);
        NewGroup made = new NewGroup(body.text("name"), body.texts("members"), body.texts("parents"));
        body.check();
        return Response.status(Response.Status.CREATED)
                .entity(groups.create(caller.get(), made))
                .build();
    }

    /** All groups, or those with {@code q} in their name. */
    @GET
    public Listing<GroupDetail> list(@QueryParam("q") String containing, @BeanParam Listing.Query page) {
        return Listing.of(groups.page(caller.get(), containing, page.request()));
    }

    @GET
    @Path("/{g}")
    public GroupDetail get(@PathParam("g") String group) {
        return groups.find(caller.get(), group);
    }

    @PATCH
    @Path("/{g}")
    @Consumes(MediaType.APPLICATION_JSON)
    public GroupDetail patch(@PathParam("g") String group, JsonObject json) {
        JsonBody body = JsonBody.of(json);
        GroupPatch patch = new GroupPatch(body.optionalText("name"), list(body, "members"), list(body, "parents"));
        body.check();
        return groups.patch(caller.get(), group, patch);
    }

    private static Optional<List<String>> list(JsonBody body, String field) {
        return body.given(field) ? Optional.of(body.texts(field)) : Optional.empty();
    }

    @DELETE
    @Path("/{g}")
    public void delete(@PathParam("g") String group) {
        groups.delete(caller.get(), group);
    }

    @PUT
    @Path("/{g}/members/{username}")
    public void addMember(@PathParam("g") String group, @PathParam("username") String username) {
        groups.addMember(caller.get(), group, username);
    }

    @DELETE
    @Path("/{g}/members/{username}")
    public void removeMember(@PathParam("g") String group, @PathParam("username") String username) {
        groups.removeMember(caller.get(), group, username);
    }
}
