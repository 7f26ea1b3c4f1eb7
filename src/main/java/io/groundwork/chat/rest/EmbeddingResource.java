package io.groundwork.chat.rest;

import io.groundwork.chat.EmbeddingCosts;
import io.groundwork.chat.RateLimits;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.llm.Embeddings;
import io.groundwork.platform.rest.Idempotent;
import io.groundwork.platform.tenancy.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code POST /v1/embeddings}: vectors of texts as passages are indexed here, by the model that indexes them. It costs
 * processor time and, where the tenant asks no price for it, no money, so it is bounded by the caller's quota.
 */
@RequestScoped
@Path("/v1/embeddings")
@Produces(MediaType.APPLICATION_JSON)
public class EmbeddingResource {

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    private Embeddings embeddings;

    @Inject
    private EmbeddingCosts costs;

    @Inject
    private RateLimits limits;

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject embed(JsonObject body) {
        Caller caller = currentCaller.get();
        if (caller.tenant() == null) {
            throw new Problem.Refused("platform.role_required");
        }
        try (RateLimits.Slot slot = limits.enter(caller)) {
            EmbeddingRequest request = EmbeddingRequest.read(body, embeddings);
            float[][] vectors = costs.of(caller, request.tokens(), () -> embeddings.passages(request.texts()));
            limits.spend(caller, request.tokens());
            return EmbeddingJson.list(embeddings.model(), vectors, request);
        }
    }
}
