package io.groundwork.routing.rest;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.rest.Listing;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.routing.RoutingPolicies;
import io.groundwork.routing.Simulation;
import io.groundwork.routing.Simulations;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** {@code .../policies}: drafts, what is published, and how it came about. */
@Path("/api/v1/tenants/{t}/policies")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PoliciesResource {

    private static final int ALL = 100;
    private static final int MOST = 500;

    @Inject
    private CurrentCaller current;

    @Inject
    private RoutingPolicies policies;

    @Inject
    private Simulations simulations;

    /** The body is the policy. */
    @POST
    @Idempotent
    public Response draft(JsonObject document) {
        DraftJson draft = DraftJson.of(policies.draft(current.get(), document));
        return Response.status(Response.Status.CREATED).entity(draft).build();
    }

    @GET
    public Listing<JsonObject> list(@BeanParam Listing.Query query) {
        return Listing.of(policies.page(current.get(), query.request()).map(PolicyJson::of));
    }

    @GET
    @Path("/current")
    public JsonObject published() {
        return PolicyJson.of(policies.current(current.get()));
    }

    @GET
    @Path("/{version}")
    public JsonObject read(@PathParam("version") String version) {
        return PolicyJson.of(policies.read(current.get(), number(version)));
    }

    @POST
    @Path("/{version}/publish")
    @Consumes(MediaType.WILDCARD)
    public JsonObject publish(@PathParam("version") String version) {
        return PolicyJson.of(policies.publish(current.get(), number(version)));
    }

    @POST
    @Path("/{version}/rollout")
    public JsonObject rollout(@PathParam("version") String version, JsonObject json) {
        JsonBody body = JsonBody.of(json);
        Optional<Integer> percent = body.optionalNumber("percent", 0, ALL);
        if (!body.given("percent")) {
            body.note("percent", "platform.field_required");
        }
        body.check();
        return PolicyJson.of(policies.rollout(current.get(), number(version), percent.orElseThrow()));
    }

    /** What changes from the first version to the second. */
    @GET
    @Path("/{version}/diff/{other}")
    public DiffJson diff(@PathParam("version") String version, @PathParam("other") String other) {
        return DiffJson.of(policies.diff(current.get(), number(version), number(other)));
    }

    /** The body names {@code questions} or how many of the {@code last} ones; nothing is asked of a model. */
    @POST
    @Path("/{version}/simulate")
    public SimulationJson simulate(@PathParam("version") String version, JsonObject json) {
        JsonBody body = JsonBody.of(json);
        Optional<Integer> last = body.optionalNumber("last", 1, MOST);
        List<Simulation.Question> questions = body.objects("questions", MOST).stream()
                .map(each -> new Simulation.Question(each.text("text"), each.text("username")))
                .toList();
        if (body.given("last") == body.given("questions")) {
            body.note("questions", "routing.questions_or_last");
        }
        body.check();
        Caller caller = current.get();
        int number = number(version);
        return SimulationJson.of(last.map(most -> simulations.onPast(caller, number, most))
                .orElseGet(() -> simulations.onQuestions(caller, number, questions)));
    }

    /** What is no number is a version of nothing. */
    private static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException notANumber) {
            throw Problem.NotFound.thing();
        }
    }
}
