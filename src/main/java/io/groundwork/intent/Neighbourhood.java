package io.groundwork.intent;

import java.util.Arrays;

/**
 * The examples themselves, in a byte for each dimension: how near a vector comes to the nearest of them tells whether
 * anything like it was seen.
 */
record Neighbourhood(int dimensions, byte[] examples) {

    private static final int NEAREST = 3;
    /** Dimensions of vectors of length 1 are seldom greater than a third; greater ones are cut. */
    private static final float STEPS = 127 * 3;

    static Neighbourhood of(float[][] vectors) {
        int dimensions = vectors[0].length;
        byte[] examples = new byte[vectors.length * dimensions];
        for (int i = 0; i < vectors.length; i++) {
            System.arraycopy(bytes(vectors[i]), 0, examples, i * dimensions, dimensions);
        }
        return new Neighbourhood(dimensions, examples);
    }

    /** The mean cosine to the nearest examples. */
    double closeness(float[] vector) {
        byte[] asked = bytes(vector);
        int[] best = new int[Math.min(NEAREST, examples.length / dimensions)];
        Arrays.fill(best, Integer.MIN_VALUE);
        for (int from = 0; from < examples.length; from += dimensions) {
            keep(best, product(asked, from));
        }
        double sum = 0;
        for (int product : best) {
            sum += product;
        }
        return sum / best.length / (STEPS * STEPS);
    }

    /** Lets the product take the place of a smaller one. */
    private static void keep(int[] best, int product) {
        int candidate = product;
        for (int i = 0; i < best.length; i++) {
            if (candidate > best[i]) {
                int smaller = best[i];
                best[i] = candidate;
                candidate = smaller;
            }
        }
    }

    private int product(byte[] asked, int from) {
        int sum = 0;
        for (int i = 0; i < asked.length; i++) {
            sum += asked[i] * examples[from + i];
        }
        return sum;
    }

    private static byte[] bytes(float[] vector) {
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.max(-127, Math.min(127, Math.round(vector[i] * STEPS)));
        }
        return bytes;
    }
}
