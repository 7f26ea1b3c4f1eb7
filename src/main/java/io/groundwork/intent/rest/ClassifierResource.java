package io.groundwork.intent.rest;

import io.groundwork.intent.Attempt;
import io.groundwork.intent.Classifier;
import io.groundwork.intent.Intents;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What kind of question is asked, as the tenant's classifier tells it. */
@Path("/api/v1/tenants/{t}/classifier")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ClassifierResource {

    private static final int LONGEST = 20_000;

    @Inject
    private CurrentCaller current;

    @Inject
    private Intents intents;

    @GET
    public Classifier read() {
        return intents.detail(current.get());
    }

    /** Takes seconds; the reply comes when the new classifier holds. */
    @POST
    @Path("/train")
    @Consumes(MediaType.WILDCARD)
    public Classifier train() {
        return intents.train(current.get());
    }

    @POST
    @Path("/try")
    public Attempt attempt(JsonObject json) {
        JsonBody body = JsonBody.of(json);
        String text = body.text("text");
        if (text.length() > LONGEST) {
            body.note("text", "intent.text_length", LONGEST);
        }
        body.check();
        return intents.attempt(current.get(), text);
    }
}
