package io.groundwork.intent;

import io.groundwork.intent.Scope.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Chooses the numbers that turn logits and strangeness into probabilities, from trials alone. The threshold may cost at
 * most {@link #LOST} of the questions that belong; within that it finds as much as it can of what does not.
 */
final class Calibration {

    /** The part of the known questions that may be taken for strange ones; measured, see decision record 0011. */
    static final double LOST = 0.03;

    /** How many strange questions are expected for each that belongs. */
    private static final double STRANGE = 0.1;

    private static final int CANDIDATES = 200;

    private final List<Trial> belonging;
    private final List<Trial> foreign;
    private final int elsewhere;

    private Calibration(List<Trial> trials, int elsewhere) {
        this.belonging = trials.stream()
                .filter(trial -> !trial.foreign() && trial.label() != elsewhere)
                .toList();
        this.foreign = trials.stream().filter(Trial::foreign).toList();
        this.elsewhere = elsewhere;
    }

    static Head head(TrainingSet set, String elsewhere, List<Trial> trials) {
        Calibration calibration = new Calibration(trials, set.intents().indexOf(elsewhere));
        Scope scope = calibration.scope();
        return new Head(
                set.intents(),
                elsewhere,
                HeadTraining.train(set),
                Neighbourhood.of(set.vectors()),
                scope,
                calibration.temperature(trials, scope));
    }

    private Scope scope() {
        Spread energy = spread(Trial::energy);
        Spread closeness = spread(Trial::closeness);
        Scope unset = new Scope(energy, closeness, 0, 1);
        double[] known = strangeness(belonging, unset);
        double[] unknown = strangeness(foreign, unset);
        Arrays.sort(known);
        double threshold = threshold(known, unknown);
        return new Scope(energy, closeness, threshold, steepness(known, unknown, threshold));
    }

    private Spread spread(ToDoubleFunction<Trial> sign) {
        return Spread.of(belonging.stream().mapToDouble(sign).toArray());
    }

    private static double[] strangeness(List<Trial> trials, Scope scope) {
        return trials.stream()
                .mapToDouble(trial -> scope.strangeness(trial.energy(), trial.closeness()))
                .toArray();
    }

    /** The threshold at which the parts that are judged right, of what belongs and of what does not, add up to most. */
    private static double threshold(double[] sortedKnown, double[] unknown) {
        double best = sortedKnown[sortedKnown.length - 1] + 1;
        double most = 1;
        for (int i = 0; i <= CANDIDATES; i++) {
            int kept = (int) Math.ceil(sortedKnown.length * (1 - LOST * i / CANDIDATES));
            double candidate = sortedKnown[kept - 1] + 1e-6;
            double found =
                    Arrays.stream(unknown).filter(value -> value > candidate).count();
            double right = (double) kept / sortedKnown.length + (unknown.length == 0 ? 0 : found / unknown.length);
            if (right > most) {
                most = right;
                best = candidate;
            }
        }
        return unknown.length == 0 ? sortedKnown[(int) Math.ceil(sortedKnown.length * (1 - LOST)) - 1] + 1e-6 : best;
    }

    /** How sharply the two kinds part at the threshold: what makes the trials likeliest when strange ones are rare. */
    private static double steepness(double[] known, double[] unknown, double threshold) {
        return least(
                0.2,
                20,
                steepness -> Arrays.stream(known)
                                .map(value -> surprise(steepness * (value - threshold)))
                                .average()
                                .orElse(0)
                        + STRANGE
                                * Arrays.stream(unknown)
                                        .map(value -> surprise(steepness * (threshold - value)))
                                        .average()
                                        .orElse(0));
    }

    /** What it costs to have been so far on the wrong side of a logistic curve. */
    private static double surprise(double wrong) {
        return Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
    }

    /** What makes the labels of the examples likeliest, with the scope's share taken off. */
    private double temperature(List<Trial> trials, Scope scope) {
        List<Trial> known = trials.stream().filter(trial -> !trial.foreign()).toList();
        return least(0.1, 10, temperature -> known.stream()
                .mapToDouble(trial -> -Math.log(Math.max(1e-12, right(trial, temperature, scope))))
                .sum());
    }

    private double right(Trial trial, double temperature, Scope scope) {
        double outside = scope.outside(scope.strangeness(trial.energy(), trial.closeness()));
        double share = (1 - outside) * trial.shares(temperature)[trial.label()];
        return trial.label() == elsewhere ? outside + share : share;
    }

    /** Where a function with one valley is least, on a scale of ratios. */
    private static double least(double from, double to, DoubleUnaryOperator function) {
        double low = Math.log(from);
        double high = Math.log(to);
        for (int i = 0; i < 24; i++) {
            double third = (high - low) / 3;
            if (function.applyAsDouble(Math.exp(low + third)) < function.applyAsDouble(Math.exp(high - third))) {
                high -= third;
            } else {
                low += third;
            }
        }
        return Math.exp((low + high) / 2);
    }
}
