package io.groundwork.intent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Where a smooth function is least, by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno. */
final class Minimum {

    private static final int REMEMBERED = 10;
    private static final double ENOUGH_DECREASE = 1e-4;
    private static final double SMALLEST_STEP = 1e-8;
    /** It is over when a step gains less than this part of the value. */
    private static final double GAIN = 1e-6;

    private final Function function;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private double[] place;
    private double[] gradient;
    private double value;

    /** A function whose slope is known. */
    interface Function {
        /** The value there; the gradient is written over. */
        double at(double[] place, double[] gradient);
    }

    /** A step that was made and how the gradient changed by it. */
    private record Pair(double[] step, double[] change, double product) {}

    private Minimum(Function function, double[] start) {
        this.function = function;
        this.place = start;
        this.gradient = new double[start.length];
        this.value = function.at(start, gradient);
    }

    static double[] of(Function function, double[] start, int steps) {
        Minimum minimum = new Minimum(function, start);
        for (int i = 0; i < steps; i++) {
            double before = minimum.value;
            if (!minimum.step() || before - minimum.value < GAIN * Math.abs(before)) {
                break;
            }
        }
        return minimum.place;
    }

    /** Goes downhill as far as it is worth; false where no step gains anything. */
    private boolean step() {
        double[] direction = direction();
        double slope = Vectors.product(direction, gradient);
        double[] newGradient = new double[place.length];
        for (double length = 1; length > SMALLEST_STEP; length /= 2) {
            double[] newPlace = place.clone();
            Vectors.add(newPlace, length, direction);
            double newValue = function.at(newPlace, newGradient);
            if (newValue <= value + ENOUGH_DECREASE * length * slope) {
                remember(newPlace, newGradient);
                place = newPlace;
                gradient = newGradient;
                value = newValue;
                return true;
            }
        }
        return false;
    }

    private void remember(double[] newPlace, double[] newGradient) {
        double[] step = newPlace.clone();
        Vectors.add(step, -1, place);
        double[] change = newGradient.clone();
        Vectors.add(change, -1, gradient);
        double product = Vectors.product(step, change);
        if (product > Double.MIN_NORMAL) {
            pairs.addLast(new Pair(step, change, product));
        }
        if (pairs.size() > REMEMBERED) {
            pairs.removeFirst();
        }
    }

    /** Against the gradient, bent by what the last steps told of the curvature. */
    private double[] direction() {
        double[] direction = new double[gradient.length];
        Vectors.add(direction, -1, gradient);
        double[] shares = new double[pairs.size()];
        int i = shares.length;
        for (Iterator<Pair> latestFirst = pairs.descendingIterator(); latestFirst.hasNext(); ) {
            Pair pair = latestFirst.next();
            shares[--i] = Vectors.product(pair.step(), direction) / pair.product();
            Vectors.add(direction, -shares[i], pair.change());
        }
        scale(direction);
        for (Pair pair : pairs) {
            double share = Vectors.product(pair.change(), direction) / pair.product();
            Vectors.add(direction, shares[i++] - share, pair.step());
        }
        return direction;
    }

    private void scale(double[] direction) {
        double factor;
        if (pairs.isEmpty()) {
            factor = 1 / Math.max(1, Math.sqrt(Vectors.product(direction, direction)));
        } else {
            Pair last = pairs.getLast();
            factor = last.product() / Vectors.product(last.change(), last.change());
        }
        for (int i = 0; i < direction.length; i++) {
            direction[i] *= factor;
        }
    }
}
