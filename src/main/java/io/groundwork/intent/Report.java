package io.groundwork.intent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good a classifier is on examples that it had not seen.
 *
 * @param examples how many of each intent it learnt from
 * @param accuracy the part of the examples that was taken for what it is
 * @param outOfScopeRecall of the examples of an intent that was kept from it, the part that it took for strange; null where
 *     there are too few intents to keep one
 * @param calibrationError how far, on average, its confidence is from the part that is right, in ten steps of confidence
 * @param confusion a row for each intent, in the order of {@code intents}: how many of its examples were taken for which
 */
public record Report(
        List<String> intents,
        Map<String, Integer> examples,
        double accuracy,
        Double outOfScopeRecall,
        double calibrationError,
        List<List<Integer>> confusion) {

    static Report of(Head head, TrainingSet set, List<Trial> trials) {
        Tally tally = new Tally(new ArrayList<>(head.names()));
        for (Trial trial : trials) {
            tally.add(set.intents().get(trial.label()), head.judge(trial), trial.foreign(), head.elsewhere());
        }
        Map<String, Integer> examples = new LinkedHashMap<>();
        for (int label : set.labels()) {
            examples.merge(set.intents().get(label), 1, Integer::sum);
        }
        return new Report(
                tally.names,
                examples,
                tally.right / (double) tally.asked,
                tally.strangers == 0 ? null : tally.found / (double) tally.strangers,
                tally.calibrationError(),
                tally.rows());
    }

    /** What is counted on the way. */
    private static final class Tally {
        private static final int BINS = 10;
        private final List<String> names;
        private final int[][] confusion;
        private final double[] surplus = new double[BINS];
        private int asked;
        private int right;
        private int strangers;
        private int found;

        Tally(List<String> names) {
            this.names = names;
            this.confusion = new int[names.size()][names.size()];
        }

        void add(String intent, Intent judged, boolean foreign, String elsewhere) {
            if (foreign) {
                strangers++;
                found += judged.name().equals(elsewhere) ? 1 : 0;
                return;
            }
            boolean isRight = judged.name().equals(intent);
            asked++;
            right += isRight ? 1 : 0;
            confusion[names.indexOf(intent)][names.indexOf(judged.name())]++;
            surplus[Math.min(BINS - 1, (int) (judged.confidence() * BINS))] += judged.confidence() - (isRight ? 1 : 0);
        }

        double calibrationError() {
            double sum = 0;
            for (double bin : surplus) {
                sum += Math.abs(bin);
            }
            return sum / asked;
        }

        List<List<Integer>> rows() {
            List<List<Integer>> rows = new ArrayList<>();
            for (int[] row : confusion) {
                rows.add(IntStream.of(row).boxed().toList());
            }
            return rows;
        }
    }
}
