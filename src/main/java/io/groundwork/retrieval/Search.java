package io.groundwork.retrieval;

import io.groundwork.collection.ReadableScopes;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.llm.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The part of a search that needs the database, in one transaction. Candidates are found by the classes of the scope and
 * checked once more, document by document, against the rules of this moment before they are given; where some fall out,
 * the next in order take their places.
 */
@ApplicationScoped
class Search {

    private Candidates candidates;
    private Passages passages;
    private ReadableScopes readable;
    private EmbeddingSpace space;
    private Embeddings embeddings;

    /** For the container's proxies only. */
    Search() {}

    @Inject
    Search(
            Candidates candidates,
            Passages passages,
            ReadableScopes readable,
            EmbeddingSpace space,
            Embeddings embeddings) {
        this.candidates = candidates;
        this.passages = passages;
        this.readable = readable;
        this.space = space;
        this.embeddings = embeddings;
    }

    record Outcome(List<Hit> hits, Explanation explanation) {}

    @Transactional
    Outcome run(Caller caller, Visible visible, SearchQuery query, float[] vector) {
        Candidates.Found found = candidates.find(visible, query, vector, space.of(embeddings.model()));
        List<Fusion.Fused> given = new ArrayList<>();
        List<Hit> hits = new ArrayList<>();
        for (int from = 0; from < found.ranked().size() && hits.size() < query.topK(); from += query.topK()) {
            int to = Math.min(from + query.topK(), found.ranked().size());
            for (Checked checked : stillReadable(caller, visible, found.ranked().subList(from, to))) {
                if (hits.size() < query.topK()) {
                    hits.add(checked.passage().hit(hits.size() + 1, checked.fused()));
                    given.add(checked.fused());
                }
            }
        }
        return new Outcome(hits, query.explain() ? explanation(query, visible, found, hits, given) : null);
    }

    /** Each passage counts alike: nothing was searched for. */
    @Transactional
    List<Hit> everything(Caller caller, Visible visible) {
        List<Passages.Passage> all = passages.all(visible);
        Set<UUID> documents = all.stream().map(Passages.Passage::documentId).collect(Collectors.toSet());
        Set<UUID> allowed = readable.stillReadable(caller, documents);
        List<Hit> hits = new ArrayList<>();
        all.stream()
                .filter(passage -> allowed.contains(passage.documentId()))
                .forEach(passage -> hits.add(passage.unranked(hits.size() + 1)));
        return hits;
    }

    private record Checked(Fusion.Fused fused, Passages.Passage passage) {}

    private List<Checked> stillReadable(Caller caller, Visible visible, List<Fusion.Fused> ranked) {
        long[] chunks =
                ranked.stream().mapToLong(fused -> fused.scored().chunk()).toArray();
        Map<Long, Passages.Passage> read = passages.read(visible, chunks);
        Set<UUID> documents =
                read.values().stream().map(Passages.Passage::documentId).collect(Collectors.toSet());
        Set<UUID> allowed = readable.stillReadable(caller, documents);
        return ranked.stream()
                .filter(fused -> read.containsKey(fused.scored().chunk()))
                .map(fused -> new Checked(fused, read.get(fused.scored().chunk())))
                .filter(checked -> allowed.contains(checked.passage().documentId()))
                .toList();
    }

    private static Explanation explanation(
            SearchQuery query, Visible visible, Candidates.Found found, List<Hit> hits, List<Fusion.Fused> given) {
        List<Explanation.Contribution> contributions = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            Fusion.Fused fused = given.get(i);
            contributions.add(new Explanation.Contribution(
                    i + 1,
                    hits.get(i).chunkId(),
                    fused.scored().dense(),
                    fused.denseNormalised(),
                    fused.scored().lexical(),
                    fused.lexicalNormalised()));
        }
        return new Explanation(
                query.mode().word(),
                found.tier(),
                visible.chunks(),
                found.denseCandidates(),
                found.lexicalCandidates(),
                Fusion.DENSE_WEIGHT,
                Fusion.LEXICAL_WEIGHT,
                contributions);
    }
}
