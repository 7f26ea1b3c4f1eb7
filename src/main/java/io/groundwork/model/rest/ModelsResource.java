package io.groundwork.model.rest;

import io.groundwork.model.ModelTest;
import io.groundwork.model.Models;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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

/** The models of a tenant. */
@RequestScoped
@Path("/api/v1/tenants/{t}/models")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

    @Inject
    private Models models;

    @Inject
    private CurrentCaller caller;

    @GET
    public Listing<ModelJson> list(@BeanParam Listing.Query page) {
        return Listing.of(models.page(caller.get(), page.request()).map(ModelJson::of));
    }

    @GET
    @Path("/{alias}")
    public ModelJson get(@PathParam("alias") String alias) {
        return ModelJson.of(models.read(caller.get(), alias));
    }

    @PUT
    @Path("/{alias}")
    public ModelJson put(@PathParam("alias") String alias, JsonObject json) {
        return ModelJson.of(models.put(caller.get(), alias, ModelSpecJson.read(json)));
    }

    @DELETE
    @Path("/{alias}")
    public void delete(@PathParam("alias") String alias) {
        models.delete(caller.get(), alias);
    }

    /** A model that does not answer is a good reply to this question, so the status is 200 then too. */
    @POST
    @Path("/{alias}/test")
    @Idempotent
    public ModelTest test(@PathParam("alias") String alias) {
        return models.test(caller.get(), alias);
    }
}
