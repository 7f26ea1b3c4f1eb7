package io.groundwork.retrieval.rest;

import io.groundwork.collection.ReadableScope;
import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.tenancy.CurrentCaller;
import io.groundwork.retrieval.Retrieval;
import io.groundwork.retrieval.SearchQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Searches in what the caller may read. */
@Path("/api/v1/search")
@RequestScoped
public class SearchResource {

    @Inject
    private CurrentCaller caller;

    @Inject
    private ReadableScopes scopes;

    @Inject
    private Retrieval retrieval;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public SearchReply search(JsonObject json) {
        Caller asking = caller.get();
        if (asking.isOperator()) {
            throw new Problem.Refused("platform.role_required");
        }
        JsonBody body = JsonBody.of(json);
        String text = body.text("query");
        int topK = body.optionalNumber("top_k", 1, SearchQuery.MOST_HITS).orElse(SearchQuery.DEFAULT_HITS);
        List<String> collections = body.texts("collections");
        SearchQuery.Mode mode = mode(body);
        boolean explain = body.optionalFlag("explain").orElse(false);
        if (SearchQuery.tooLong(text)) {
            body.note("query", "retrieval.query_too_long", SearchQuery.MOST_CHARACTERS);
        }
        body.check();
        ReadableScope scope = scopes.of(asking, collections);
        return SearchReply.of(retrieval.search(scope, new SearchQuery(text, topK, mode, explain)));
    }

    private static SearchQuery.Mode mode(JsonBody body) {
        String word = body.optionalText("mode").orElse(SearchQuery.Mode.HYBRID.word());
        return SearchQuery.Mode.of(word).orElseGet(() -> {
            body.note("mode", "retrieval.mode");
            return SearchQuery.Mode.HYBRID;
        });
    }
}
