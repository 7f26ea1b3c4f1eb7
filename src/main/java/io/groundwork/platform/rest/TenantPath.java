package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * The door of the API. Whoever is nobody is asked to sign in; and the tenant in the address must be the caller's own:
 * another tenant's address is answered like one that does not exist, before any resource looks at it.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class TenantPath implements ContainerRequestFilter {

    /** The path parameter that holds a tenant's slug. */
    public static final String PARAMETER = "t";

    @Inject
    private CurrentCaller currentCaller;

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = currentCaller.get();
        List<String> slugs = request.getUriInfo().getPathParameters().get(PARAMETER);
        if (slugs == null || slugs.isEmpty() || caller.isOperator()) {
            return;
        }
        if (!slugs.get(0).equals(caller.tenantSlug())) {
            throw Problem.NotFound.thing();
        }
    }
}
