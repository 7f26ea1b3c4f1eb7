package io.groundwork.collection.rest;

import io.groundwork.collection.Documents;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Answers "why can this person see this?". */
@Path("/api/v1/tenants/{t}/access/check")
@RequestScoped
public class AccessCheckResource {

    @Inject
    private CurrentCaller current;

    @Inject
    private Documents documents;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public AccessCheckJson check(@QueryParam("username") String username, @QueryParam("document") String document) {
        String person = required("username", username);
        String id = required("document", document);
        return AccessCheckJson.of(documents.check(Bodies.member(current), person, Bodies.id(id)));
    }

    private static String required(String name, String value) {
        if (value == null || value.isBlank()) {
            throw Problem.Invalid.field(name, "platform.field_required");
        }
        return value;
    }
}
