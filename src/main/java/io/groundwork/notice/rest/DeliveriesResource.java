package io.groundwork.notice.rest;

import io.groundwork.notice.Deliveries;
import io.groundwork.notice.Delivery;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What was sent to webhooks and by mail, with each try. */
@RequestScoped
@Path("/api/v1/tenants/{t}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
public class DeliveriesResource {

    @Inject
    private Deliveries deliveries;

    @Inject
    private CurrentCaller caller;

    @GET
    public Listing<Delivery> list(@QueryParam("webhook") String webhook, @BeanParam Listing.Query page) {
        return Listing.of(deliveries.page(caller.get(), Optional.ofNullable(webhook), page.request()));
    }
}
