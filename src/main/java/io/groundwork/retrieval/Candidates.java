package io.groundwork.retrieval;

import io.groundwork.platform.persistence.Sql;
import io.groundwork.retrieval.Fusion.Fused;
import io.groundwork.retrieval.Fusion.Scored;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs the legs that a mode asks for over what is visible, and puts their candidates into one order. */
@Dependent
class Candidates {

    /** Each leg proposes so many, at least. */
    static final int EACH = 100;

    /** The queries' parameters shall be known to the planner each time: their selectivities differ by thousands. */
    private static final String PLAN_EACH_TIME = "select set_config('plan_cache_mode', 'force_custom_plan', true)";

    private final Sql sql;
    private final DenseLeg dense;
    private final LexicalLeg lexical;

    @Inject
    Candidates(Sql sql, DenseLeg dense, LexicalLeg lexical) {
        this.sql = sql;
        this.dense = dense;
        this.lexical = lexical;
    }

    /** What was found, best first, and how. */
    record Found(List<Fused> ranked, String tier, int denseCandidates, int lexicalCandidates) {}

    /**
     * @param vector the question's vector; unused in lexical mode
     */
    Found find(Visible visible, SearchQuery query, float[] vector, SignBits signs) {
        if (visible.isEmpty()) {
            return new Found(List.of(), "none", 0, 0);
        }
        sql.list(PLAN_EACH_TIME, row -> "");
        int wanted = Math.max(EACH, 2 * query.topK());
        return switch (query.mode()) {
            case DENSE -> byVectors(visible, vector, signs, wanted);
            case LEXICAL -> byWords(visible, Terms.of(query.text()), wanted);
            case HYBRID -> byBoth(visible, Terms.of(query.text()), vector, signs, wanted);
        };
    }

    private Found byVectors(Visible visible, float[] vector, SignBits signs, int wanted) {
        DenseTier tier = DenseTier.cheapest(visible.chunks(), wanted);
        List<Scored> near = dense.nearest(visible, tier, vector, signs, wanted).stream()
                .map(candidate -> new Scored(candidate.chunk(), candidate.score(), 0))
                .toList();
        return new Found(Fusion.single(near, Scored::dense), tier.word(), near.size(), 0);
    }

    private Found byWords(Visible visible, Terms question, int wanted) {
        List<Scored> matching = new ArrayList<>();
        lexical.matches(visible, question, wanted, new long[0])
                .proposed()
                .forEach((chunk, score) -> matching.add(new Scored(chunk, 0, score)));
        return new Found(Fusion.single(matching, Scored::lexical), "none", 0, matching.size());
    }

    private Found byBoth(Visible visible, Terms question, float[] vector, SignBits signs, int wanted) {
        DenseTier tier = DenseTier.cheapest(visible.chunks(), wanted);
        List<Candidate> near = new ArrayList<>(dense.nearest(visible, tier, vector, signs, wanted));
        int proposed = near.size();
        LexicalLeg.Matches matches = lexical.matches(visible, question, wanted, chunks(near));
        near.addAll(dense.cosines(visible, vector, missing(matches, near)));
        List<Scored> both = near.stream()
                .map(candidate -> new Scored(candidate.chunk(), candidate.score(), matches.of(candidate.chunk())))
                .toList();
        return new Found(
                Fusion.hybrid(both), tier.word(), proposed, matches.proposed().size());
    }

    private static long[] chunks(List<Candidate> candidates) {
        return candidates.stream().mapToLong(Candidate::chunk).toArray();
    }

    private static long[] missing(LexicalLeg.Matches matches, List<Candidate> near) {
        Set<Long> known = new HashSet<>();
        near.forEach(candidate -> known.add(candidate.chunk()));
        return matches.proposed().keySet().stream()
                .filter(chunk -> !known.contains(chunk))
                .mapToLong(Long::longValue)
                .toArray();
    }
}
