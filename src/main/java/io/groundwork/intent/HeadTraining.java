package io.groundwork.intent;

import java.util.Arrays;

/**
 * Finds the head that makes the labels of a training set likeliest, at a small price on the size of its weights. All examples
 * count at every step and nothing is left to chance: the same examples in the same order give the same head.
 */
final class HeadTraining implements Minimum.Function {

    /** Half of this times the squared weights is added to the mean loss; measured, see decision record 0011. */
    private static final double PENALTY = 3e-4;

    private static final int STEPS = 60;
    /** So many examples are added up in floats before they go into the sum in doubles. */
    private static final int BLOCK = 256;

    private final TrainingSet set;
    private final int intents;
    private final int dimensions;

    HeadTraining(TrainingSet set) {
        this.set = set;
        this.intents = set.intents().size();
        this.dimensions = set.vectors()[0].length;
    }

    static SoftmaxHead train(TrainingSet set) {
        HeadTraining training = new HeadTraining(set);
        double[] start = new double[(training.dimensions + 1) * training.intents];
        return training.head(Minimum.of(training, start, STEPS));
    }

    @Override
    public double at(double[] weights, double[] gradient) {
        SoftmaxHead head = head(weights);
        double loss = 0;
        Arrays.fill(gradient, 0);
        for (int from = 0; from < set.size(); from += BLOCK) {
            float[] slope = new float[gradient.length];
            for (int i = from; i < Math.min(set.size(), from + BLOCK); i++) {
                loss += addExample(head, i, slope);
            }
            for (int i = 0; i < slope.length; i++) {
                gradient[i] += slope[i] / set.size();
            }
        }
        return loss / set.size() + addPenalty(weights, gradient);
    }

    /** Adds what one example says to the slope, and tells its loss. */
    private double addExample(SoftmaxHead head, int example, float[] slope) {
        float[] vector = set.vectors()[example];
        int label = set.labels()[example];
        double[] shares = SoftmaxHead.shares(head.logits(vector), 1);
        float[] error = new float[intents];
        for (int i = 0; i < intents; i++) {
            error[i] = (float) shares[i];
        }
        error[label] -= 1;
        for (int i = 0; i < dimensions; i++) {
            Vectors.addToRow(slope, i, SoftmaxHead.SCALE * vector[i], error);
        }
        Vectors.addToRow(slope, dimensions, 1, error);
        return -Math.log(Math.max(shares[label], Double.MIN_NORMAL));
    }

    /** The constants are free. */
    private double addPenalty(double[] weights, double[] gradient) {
        double squares = 0;
        for (int i = 0; i < dimensions * intents; i++) {
            gradient[i] += PENALTY * weights[i];
            squares += weights[i] * weights[i];
        }
        return PENALTY / 2 * squares;
    }

    private SoftmaxHead head(double[] weights) {
        float[] single = new float[weights.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) weights[i];
        }
        return new SoftmaxHead(intents, single);
    }
}
