package io.groundwork.mcp;

import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.rest.JsonBody;
import io.groundwork.platform.rest.JsonShape;
import io.groundwork.retrieval.Retrieval;
import io.groundwork.retrieval.SearchQuery;
import io.groundwork.retrieval.rest.SearchReply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;

/** Finds passages; the hits are those of {@code POST /api/v1/search}. */
@ApplicationScoped
class SearchTool implements Tool {

    private static final String NAME = "search";
    private static final JsonObject DESCRIPTION = ToolDescription.of(NAME);

    private ReadableScopes scopes;
    private Retrieval retrieval;

    /** For the container's proxies only. */
    protected SearchTool() {}

    @Inject
    SearchTool(ReadableScopes scopes, Retrieval retrieval) {
        this.scopes = scopes;
        this.retrieval = retrieval;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JsonObject description() {
        return DESCRIPTION;
    }

    @Override
    public ToolResult call(Exchange exchange, JsonBody arguments) {
        if (exchange.caller().isOperator()) {
            throw new Problem.Refused("platform.role_required");
        }
        String text = arguments.text("query");
        int topK = arguments.optionalNumber("top_k", 1, SearchQuery.MOST_HITS).orElse(SearchQuery.DEFAULT_HITS);
        List<String> collections = arguments.texts("collections");
        if (SearchQuery.tooLong(text)) {
            arguments.note("query", "retrieval.query_too_long", SearchQuery.MOST_CHARACTERS);
        }
        arguments.check();
        SearchReply reply = SearchReply.of(
                retrieval.search(scopes.of(exchange.caller(), collections), SearchQuery.hybrid(text, topK)));
        String json = JsonShape.JSONB.toJson(reply);
        return new ToolResult(
                Json.createArrayBuilder().add(ToolResult.text(json)).build(), object(json));
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return Json.createObjectBuilder(reader.readObject())
                    .remove("explain")
                    .build();
        }
    }
}
