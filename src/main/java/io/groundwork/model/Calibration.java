package io.groundwork.model;

import java.util.Comparator;
import java.util.List;

/**
 * The numbers by which the built-in answerer decides, and nothing else. How they were measured stands in decision
 * record 0008; change one only with the measurement that it describes.
 */
final class Calibration {

    /** The most passages, and sentences of them, that are looked at closely: each sentence costs an embedding. */
    static final int PASSAGES = 6;

    static final int SENTENCES = 24;

    /** A word that stands only in the heading or title above a sentence counts this much. */
    static final double CONTEXT_WORD = 0.6;

    /** Below this confidence nothing is said. */
    static final double THRESHOLD = 0.47;

    /** A further sentence is added when its score is at most this far below the best one's. */
    static final double FURTHER = 0.12;

    /** Two sentences that share this part of their words say the same. */
    static final double SAME = 0.6;

    static final int MOST_SENTENCES = 4;

    /** In the order of {@link #features}. */
    private static final double[] WEIGHTS = {5.86, 0.92, 0.35, 8.11, 1.59, 0.68, 0.74, -2.74};

    private static final double CONSTANT = -12.02;

    private Calibration() {}

    static double score(Candidate candidate) {
        return merit(candidate) - (candidate.identified() ? 0 : 1);
    }

    /** How good a candidate is, before those that say it of something else are put behind. */
    private static double merit(Candidate candidate) {
        double kind =
                switch (candidate.sentence().kind()) {
                    case LIST -> 0.02;
                    case SENTENCE, ITEM -> 0;
                    case HEADING, QUESTION -> -1;
                };
        return candidate.dense()
                + 0.25 * candidate.coverage()
                + 0.08 * candidate.cue()
                + 0.08 * candidate.passageScore()
                + kind
                - shortness(candidate.sentence().text());
    }

    private static double shortness(String text) {
        int length = text.length();
        return length < 20 ? 0.15 : length < 40 ? 0.04 : 0;
    }

    /**
     * What the decision rests on: for the best candidate its cosine, coverage and cue; the best cosine and coverage of any;
     * which part of the question's words, and of its names, its passage has; how far the best stands above the fifth.
     */
    static List<Double> features(List<Candidate> bestFirst) {
        if (bestFirst.isEmpty()) {
            return List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        }
        Candidate first = bestFirst.get(0);
        double dense = bestFirst.stream().mapToDouble(Candidate::dense).max().orElse(0);
        double coverage =
                bestFirst.stream().mapToDouble(Candidate::coverage).max().orElse(0);
        return List.of(
                first.dense(),
                first.coverage(),
                first.cue(),
                dense,
                coverage,
                first.passageCoverage(),
                first.names(),
                lead(bestFirst));
    }

    /**
     * How far the best stands above the fifth. What stands behind only for saying it of something else counts with its merit:
     * the lead was measured on what reads alike, not on names.
     */
    private static double lead(List<Candidate> bestFirst) {
        List<Double> merits = bestFirst.stream()
                .map(Calibration::merit)
                .sorted(Comparator.reverseOrder())
                .toList();
        return merit(bestFirst.get(0)) - merits.get(Math.min(4, merits.size() - 1));
    }

    /**
     * How sure it is that the best of these answers: a logistic regression over the features. What is said of a Rill 3
     * answers no question about a Rill 4, however alike they read.
     */
    static double confidence(List<Candidate> bestFirst) {
        if (!bestFirst.get(0).identified()) {
            return 0;
        }
        List<Double> features = features(bestFirst);
        double sum = CONSTANT;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * features.get(i);
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
