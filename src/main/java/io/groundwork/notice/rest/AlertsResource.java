package io.groundwork.notice.rest;

import io.groundwork.notice.Notice;
import io.groundwork.notice.NoticeJson;
import io.groundwork.notice.Notices;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What was raised of a tenant's money. */
@RequestScoped
@Path("/api/v1/tenants/{t}/alerts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AlertsResource {

    private static final String IDS = "ids";

    @Inject
    private Notices notices;

    @Inject
    private CurrentCaller caller;

    @GET
    public Listing<JsonObject> list(@BeanParam Listing.Query page) {
        return Listing.of(notices.page(caller.get(), page.request()).map(AlertsResource::json));
    }

    private static JsonObject json(Notice notice) {
        return NoticeJson.of(notice).add("read", notice.read()).build();
    }

    /** The caller has read those of these ids; without ids all that there are. */
    @POST
    @Path("/read")
    public void read(JsonObject json) {
        JsonBody body = JsonBody.of(json);
        List<UUID> ids = ids(body);
        boolean all = !body.given(IDS);
        body.check();
        if (all) {
            notices.readAll(caller.get());
        } else {
            notices.read(caller.get(), ids);
        }
    }

    private static List<UUID> ids(JsonBody body) {
        List<UUID> ids = new ArrayList<>();
        for (String id : body.texts(IDS)) {
            try {
                ids.add(UUID.fromString(id));
            } catch (IllegalArgumentException notAnId) {
                body.note(IDS, "notice.id_form");
            }
        }
        return ids;
    }
}
