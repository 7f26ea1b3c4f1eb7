package io.groundwork.retrieval;

import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds the chunks that share words with a question, among the visible ones; scores are BM25. */
@Dependent
class LexicalLeg {

    /** How soon repetitions of a word stop to count, and how much long passages are held back; as in Lucene's tests of record. */
    static final double K1 = 0.9;

    static final double B = 0.4;

    /** A question that repeats a word more often gains nothing by it. */
    private static final int MOST_REPETITIONS = 16;

    private static final String BM25 = SqlFile.read("bm25");

    private final Sql sql;

    @Inject
    LexicalLeg(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param proposed the best by words, best first
     * @param others the scores of the chunks that were asked about and hold a word of the question
     */
    record Matches(Map<Long, Double> proposed, Map<Long, Double> others) {
        static final Matches NONE = new Matches(Map.of(), Map.of());

        double of(long chunk) {
            return proposed.getOrDefault(chunk, others.getOrDefault(chunk, 0.0));
        }
    }

    /** The best {@code wanted} chunks, and the scores of those that something else proposed. */
    Matches matches(Visible visible, Terms question, int wanted, long[] alsoScored) {
        if (question.isEmpty() || visible.isEmpty()) {
            return Matches.NONE;
        }
        Matches found = new Matches(new LinkedHashMap<>(), new HashMap<>());
        sql.list(
                BM25,
                row -> (row.flag("proposed") ? found.proposed() : found.others())
                        .put(row.bigint("id"), row.real("score")),
                question.hashes(),
                IntStream.of(question.counts())
                        .map(times -> Math.min(times, MOST_REPETITIONS))
                        .toArray(),
                (double) visible.chunks(),
                visible.averageLength(),
                K1,
                B,
                visible.classes(),
                visible.tenant(),
                wanted,
                alsoScored);
        return found;
    }
}
