package io.groundwork.notice.rest;

import io.groundwork.notice.Recipients;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who gets a tenant's notices by mail. */
@RequestScoped
@Path("/api/v1/tenants/{t}/notice-mail")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class NoticeMailResource {

    @Inject
    private Recipients recipients;

    @Inject
    private CurrentCaller caller;

    /**
     * The recipients on the wire.
     *
     * @param mailServer whether the operator has set one; without it nobody gets mail
     */
    public record Mail(List<String> recipients, boolean mailServer) {}

    @GET
    public Mail get() {
        return new Mail(recipients.list(caller.get()), recipients.mailIsSent());
    }

    @PUT
    public Mail put(JsonObject json) {
        JsonBody body = JsonBody.of(json);
        if (!body.given("recipients")) {
            body.note("recipients", "platform.field_required");
        }
        List<String> wanted = body.texts("recipients");
        body.check();
        return new Mail(recipients.put(caller.get(), wanted), recipients.mailIsSent());
    }
}
