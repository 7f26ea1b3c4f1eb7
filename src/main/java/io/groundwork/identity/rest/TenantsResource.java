package io.groundwork.identity.rest;

import io.groundwork.identity.IssuedKey;
import io.groundwork.identity.NewTenant;
import io.groundwork.identity.Onboarding;
import io.groundwork.identity.OpenedTenant;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.tenant.Tenant;
import io.groundwork.tenant.TenantPatch;
import io.groundwork.tenant.Tenants;
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
import java.util.UUID;

/** The operator's tenants. It stands here and not with the register, because opening a tenant makes its first person. */
@RequestScoped
@Path("/api/v1/tenants")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TenantsResource {

    @Inject
    private Onboarding onboarding;

    @Inject
    private Tenants tenants;

    @Inject
    private CurrentCaller caller;

    /** What the opening of a tenant replies. */
    public record Opened(UUID id, String slug, String name, String status, IssuedKey adminKey) {

        static Opened of(OpenedTenant opened) {
            Tenant tenant = opened.tenant();
            return new Opened(tenant.id(), tenant.slug(), tenant.name(), tenant.status(), opened.adminKey());
        }
    }

    @POST
    @Idempotent
    public Response open(JsonObject json) {
        caller.get().require(Role.OPERATOR);
        JsonBody body = JsonBody.of(json);
        String slug = body.text("slug");
        String name = body.text("name");
        NewTenant tenant = new NewTenant(slug, name, People.firstAdmin(body.object("admin")));
        return Response.status(Response.Status.CREATED)
                .entity(Opened.of(onboarding.open(caller.get(), tenant)))
                .build();
    }

    @GET
    public Listing<Tenant> list(@BeanParam Listing.Query page) {
        return Listing.of(tenants.page(caller.get(), page.request()));
    }

    @GET
    @Path("/{t}")
    public Tenant get(@PathParam("t") String slug) {
        return tenants.get(caller.get(), slug);
    }

    @PATCH
    @Path("/{t}")
    public Tenant patch(@PathParam("t") String slug, JsonObject json) {
        JsonBody body = JsonBody.of(json);
        TenantPatch patch =
                new TenantPatch(body.optionalText("name"), body.optionalText("status"), body.optionalText("time_zone"));
        body.check();
        return tenants.patch(caller.get(), slug, patch);
    }

    @DELETE
    @Path("/{t}")
    public Response delete(@PathParam("t") String slug, @QueryParam("confirm") String confirm) {
        tenants.delete(caller.get(), slug, confirm);
        return Response.accepted().build();
    }
}
