package io.groundwork.intent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A trained classifier: the linear layer, the examples it may compare with, and the numbers that make its confidence mean
 * what it says.
 *
 * @param elsewhere the intent of what is like none of the examples; it may have examples of its own
 * @param temperature what logits are divided by
 */
record Head(
        List<String> intents,
        String elsewhere,
        SoftmaxHead softmax,
        Neighbourhood neighbourhood,
        Scope scope,
        double temperature) {

    /** Every intent that a question may be taken for. */
    List<String> names() {
        return Stream.concat(intents.stream(), Stream.of(elsewhere)).distinct().toList();
    }

    /** Each intent's probability, {@link #elsewhere} included. */
    Map<String, Double> probabilities(float[] vector) {
        float[] logits = softmax.logits(vector);
        return probabilities(logits, SoftmaxHead.energy(logits), neighbourhood.closeness(vector));
    }

    /** The likeliest intent. */
    Intent judge(float[] vector) {
        return likeliest(probabilities(vector));
    }

    Intent judge(Trial trial) {
        return likeliest(probabilities(trial.logits(), trial.energy(), trial.closeness()));
    }

    static Intent likeliest(Map<String, Double> probabilities) {
        return probabilities.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(likeliest -> new Intent(likeliest.getKey(), Math.min(1, likeliest.getValue())))
                .orElseThrow();
    }

    private Map<String, Double> probabilities(float[] logits, double energy, double closeness) {
        double outside = scope.outside(scope.strangeness(energy, closeness));
        double[] shares = SoftmaxHead.shares(logits, temperature);
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int i = 0; i < shares.length; i++) {
            probabilities.put(intents.get(i), (1 - outside) * shares[i]);
        }
        probabilities.merge(elsewhere, outside, Double::sum);
        return probabilities;
    }
}
