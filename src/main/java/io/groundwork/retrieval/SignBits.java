package io.groundwork.retrieval;

import java.util.SplittableRandom;

/**
 * Makes the bits by which many vectors are compared cheaply before few are compared exactly: the signs of two random
 * rotations of (vector - mean). The mean is taken off because the model's vectors all lean one way (their mean has a
 * length of about .7), which makes most plain signs equal; the rotations spread what is left evenly over the signs. With
 * 384 dimensions that is 768 bits; see decision 0004.
 *
 * <p>The rotations follow from the seed alone, on every machine, so they need not be kept.
 */
final class SignBits {

    private static final int ROTATIONS = 2;

    private final float[] mean;
    private final float[][][] rotations;

    SignBits(long seed, float[] mean) {
        this.mean = mean.clone();
        SplittableRandom random = new SplittableRandom(seed);
        rotations = new float[ROTATIONS][][];
        for (int i = 0; i < ROTATIONS; i++) {
            rotations[i] = rotation(random, mean.length);
        }
    }

    /** The signs as PostgreSQL writes a bit string, '1' where a coordinate is above zero. */
    String of(float[] vector) {
        if (vector.length != mean.length) {
            throw new IllegalArgumentException("a vector of " + vector.length + " dimensions, not " + mean.length);
        }
        float[] centred = new float[mean.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = vector[i] - mean[i];
        }
        StringBuilder bits = new StringBuilder(ROTATIONS * mean.length);
        for (float[][] rotation : rotations) {
            for (float[] row : rotation) {
                bits.append(product(row, centred) > 0 ? '1' : '0');
            }
        }
        return bits.toString();
    }

    /** A random orthonormal basis: Gaussian rows, made orthogonal to one another by Gram and Schmidt's method. */
    private static float[][] rotation(SplittableRandom random, int dimensions) {
        double[][] rows = new double[dimensions][];
        for (int i = 0; i < dimensions; i++) {
            double[] row = gaussian(random, dimensions);
            for (int j = 0; j < i; j++) {
                subtract(row, rows[j], product(row, rows[j]));
            }
            scale(row, 1 / Math.sqrt(product(row, row)));
            rows[i] = row;
        }
        return single(rows);
    }

    /** Marsaglia's polar method in strict arithmetic: the same numbers on every machine. */
    private static double[] gaussian(SplittableRandom random, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            double u;
            double square;
            do {
                u = 2 * random.nextDouble() - 1;
                double v = 2 * random.nextDouble() - 1;
                square = u * u + v * v;
            } while (square >= 1 || square == 0);
            values[i] = u * Math.sqrt(-2 * StrictMath.log(square) / square);
        }
        return values;
    }

    private static void subtract(double[] row, double[] other, double times) {
        for (int i = 0; i < row.length; i++) {
            row[i] -= times * other[i];
        }
    }

    private static void scale(double[] row, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] *= factor;
        }
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static float product(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static float[][] single(double[][] rows) {
        float[][] single = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            single[i] = new float[rows[i].length];
            for (int j = 0; j < rows[i].length; j++) {
                single[i][j] = (float) rows[i][j];
            }
        }
        return single;
    }
}
