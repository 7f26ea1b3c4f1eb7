package io.groundwork.retrieval;

import io.groundwork.collection.ReadableScope;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Finds passages. It takes a {@link ReadableScope}, which only the keeper of the access rules can make, so a search
 * without the caller's access cannot be written down. It opens its transaction after the question was embedded: no
 * connection is held while a model works.
 */
@ApplicationScoped
public class Retrieval {

    private static final float[] NO_VECTOR = new float[0];

    private Search search;
    private Embeddings embeddings;

    /** For the container's proxies only. */
    protected Retrieval() {}

    @Inject
    Retrieval(Search search, Embeddings embeddings) {
        this.search = search;
        this.embeddings = embeddings;
    }

    /**
     * The best passages, at most {@link SearchQuery#topK()} of them: never one that the caller may not read at this moment,
     * and, unless the mode is lexical, never fewer than there are. By words alone only passages that share one are found.
     */
    public SearchResult search(ReadableScope scope, SearchQuery query) {
        long begin = System.nanoTime();
        float[] vector = query.mode() == SearchQuery.Mode.LEXICAL ? NO_VECTOR : embeddings.query(query.text());
        Search.Outcome outcome = search.run(scope.caller(), Visible.of(scope), query, vector);
        return new SearchResult(outcome.hits(), (System.nanoTime() - begin) / 1_000, outcome.explanation());
    }

    /**
     * Everything of the scope that the caller may read at this moment, in an order that stays the same as long as the documents
     * do; nothing where it is more than so many words, or more passages than anybody could be told.
     */
    public List<Hit> everything(ReadableScope scope, long mostWords) {
        return scope.terms() > mostWords ? List.of() : search.everything(scope.caller(), Visible.of(scope));
    }
}
