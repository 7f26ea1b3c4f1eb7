package io.groundwork.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Labelled examples as the trainer sees them.
 *
 * @param intents the names, in the order of the labels
 * @param vectors of length 1
 * @param labels for each vector the place of its intent
 */
record TrainingSet(List<String> intents, float[][] vectors, int[] labels) {

    static TrainingSet of(List<String> intents, List<float[]> vectors, List<String> labels) {
        return new TrainingSet(
                List.copyOf(intents),
                vectors.toArray(float[][]::new),
                labels.stream().mapToInt(intents::indexOf).toArray());
    }

    int size() {
        return labels.length;
    }

    /** The examples at these places, with only those intents that are left among them. */
    TrainingSet where(IntPredicate kept) {
        int[] places = IntStream.range(0, size()).filter(kept).toArray();
        List<String> left = new ArrayList<>();
        int[] label = new int[intents.size()];
        for (int i = 0; i < intents.size(); i++) {
            int intent = i;
            if (IntStream.of(places).anyMatch(place -> labels[place] == intent)) {
                label[i] = left.size();
                left.add(intents.get(i));
            }
        }
        return new TrainingSet(
                List.copyOf(left),
                IntStream.of(places).mapToObj(place -> vectors[place]).toArray(float[][]::new),
                IntStream.of(places).map(place -> label[labels[place]]).toArray());
    }
}
