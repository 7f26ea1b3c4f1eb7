package io.groundwork.collection.rest;

import io.groundwork.collection.Collections;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who the caller is, and where the caller may read. */
@Path("/api/v1/me")
@RequestScoped
public class MeResource {

    @Inject
    private CurrentCaller current;

    @Inject
    private Principals principals;

    @Inject
    private Collections collections;

    /** The caller; {@code tenant} is null for the operator, who belongs to none. */
    public record Me(
            String tenant, String username, List<String> roles, List<String> groups, List<String> collections) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Me me() {
        Caller caller = current.get();
        List<String> roles = caller.roles().stream().map(Role::word).sorted().toList();
        if (caller.isOperator()) {
            return new Me(null, caller.username(), roles, List.of(), List.of());
        }
        List<String> groups = principals.of(caller).groups();
        return new Me(caller.tenantSlug(), caller.username(), roles, groups, collections.readable(caller));
    }
}
