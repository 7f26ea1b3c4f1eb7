package io.groundwork.notice.rest;

import io.groundwork.notice.Webhook;
import io.groundwork.notice.Webhooks;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The webhooks of a tenant. A secret is told when it is made, and not again. */
@RequestScoped
@Path("/api/v1/tenants/{t}/webhooks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class WebhooksResource {

    @Inject
    private Webhooks webhooks;

    @Inject
    private CurrentCaller caller;

    @GET
    public Listing<JsonObject> list(@BeanParam Listing.Query page) {
        return Listing.of(webhooks.page(caller.get(), page.request())
                .map(webhook -> json(webhook).build()));
    }

    @GET
    @Path("/{name}")
    public JsonObject get(@PathParam("name") String name) {
        return json(webhooks.read(caller.get(), name)).build();
    }

    @PUT
    @Path("/{name}")
    public JsonObject put(@PathParam("name") String name, JsonObject json) {
        JsonBody body = JsonBody.of(json);
        Webhook.Spec spec = new Webhook.Spec(
                body.text("url"),
                body.texts("events").stream().distinct().sorted().toList(),
                body.optionalFlag("enabled").orElse(true));
        body.check();
        return json(webhooks.put(caller.get(), name, spec));
    }

    @DELETE
    @Path("/{name}")
    public void delete(@PathParam("name") String name) {
        webhooks.remove(caller.get(), name);
    }

    @POST
    @Path("/{name}/secret")
    @Idempotent
    public JsonObject rotate(@PathParam("name") String name) {
        return json(webhooks.rotate(caller.get(), name));
    }

    /** A receiver that does not take it is a good reply to this question, so the status is 200 then too. */
    @POST
    @Path("/{name}/test")
    @Idempotent
    public Webhooks.Trial test(@PathParam("name") String name) {
        return webhooks.test(caller.get(), name);
    }

    private static JsonObject json(Webhook.Put put) {
        JsonObjectBuilder json = json(put.webhook());
        put.secret().ifPresent(secret -> json.add("secret", secret));
        return json.build();
    }

    private static JsonObjectBuilder json(Webhook webhook) {
        return Json.createObjectBuilder()
                .add("name", webhook.name())
                .add("url", webhook.url())
                .add("events", Json.createArrayBuilder(webhook.events()))
                .add("enabled", webhook.isTold())
                .add(
                        "disabled",
                        webhook.disabled().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add("created_at", webhook.createdAt().toString());
    }
}
