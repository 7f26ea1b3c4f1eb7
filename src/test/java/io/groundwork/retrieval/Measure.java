package io.groundwork.retrieval;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How good a ranking is, by the judgments of people. */
final class Measure {

    static final int DEPTH = 10;

    private Measure() {}

    /** Discounted gain of the first ten, as a share of the best possible one (the gain is the grade itself). */
    static double ndcg(List<String> ranked, Map<String, Integer> grades) {
        double ideal = gain(grades.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(DEPTH)
                .toList());
        return gain(ranked.stream()
                        .limit(DEPTH)
                        .map(id -> grades.getOrDefault(id, 0))
                        .toList())
                / ideal;
    }

    /** The share of the relevant documents that stand among the first ten. */
    static double recall(List<String> ranked, Map<String, Integer> grades) {
        return (double) ranked.stream().limit(DEPTH).filter(grades::containsKey).count() / grades.size();
    }

    private static double gain(List<Integer> grades) {
        double sum = 0;
        for (int i = 0; i < grades.size(); i++) {
            sum += grades.get(i) * Math.log(2) / Math.log(i + 2);
        }
        return sum;
    }
}
