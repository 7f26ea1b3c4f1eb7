package io.groundwork.retrieval;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Puts both legs' candidates into one order: a weighted sum of their scores, each normalised over all candidates from the
 * lowest (0) to the highest (1). Every candidate has both scores, whichever leg proposed it; a passage without a word of
 * the question has a true BM25 of 0. Equal scores are ordered by chunk, so the order never depends on chance.
 */
final class Fusion {

    static final double DENSE_WEIGHT = 0.7;
    static final double LEXICAL_WEIGHT = 0.3;

    private Fusion() {}

    /** A candidate with both legs' scores. */
    record Scored(long chunk, double dense, double lexical) {}

    /** A candidate in its place. */
    record Fused(Scored scored, double score, double denseNormalised, double lexicalNormalised) {}

    static List<Fused> hybrid(Collection<Scored> candidates) {
        Range dense = Range.of(candidates, Scored::dense);
        Range lexical = Range.of(candidates, Scored::lexical);
        return ordered(candidates.stream()
                .map(scored -> fused(scored, dense.normalise(scored.dense()), lexical.normalise(scored.lexical())))
                .toList());
    }

    /** One leg alone, by its own score. */
    static List<Fused> single(Collection<Scored> candidates, ToDoubleFunction<Scored> leg) {
        return ordered(candidates.stream()
                .map(scored -> new Fused(scored, leg.applyAsDouble(scored), 0, 0))
                .toList());
    }

    private static Fused fused(Scored scored, double dense, double lexical) {
        return new Fused(scored, DENSE_WEIGHT * dense + LEXICAL_WEIGHT * lexical, dense, lexical);
    }

    private static List<Fused> ordered(List<Fused> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparingDouble(Fused::score).reversed().thenComparingLong(fused -> fused.scored()
                        .chunk()))
                .toList();
    }

    /** From the lowest to the highest score; where all are equal, a score counts in full if it is above zero. */
    private record Range(double lowest, double highest) {

        static Range of(Collection<Scored> candidates, ToDoubleFunction<Scored> leg) {
            double lowest = candidates.stream().mapToDouble(leg).min().orElse(0);
            double highest = candidates.stream().mapToDouble(leg).max().orElse(0);
            return new Range(lowest, highest);
        }

        double normalise(double score) {
            if (highest > lowest) {
                return (score - lowest) / (highest - lowest);
            }
            return score > 0 ? 1 : 0;
        }
    }
}
