package io.groundwork.intent;

/** The sums that everything here is made of, written so that the compiler lays them side by side. */
final class Vectors {

    private Vectors() {}

    /** Adds a row of a matrix, so many times, to the sum. */
    static void addRow(float[] sum, float times, float[] matrix, int row) {
        int from = row * sum.length;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * matrix[from + i];
        }
    }

    /** Adds a vector, so many times, to a row of the matrix. */
    static void addToRow(float[] matrix, int row, float times, float[] vector) {
        int from = row * vector.length;
        for (int i = 0; i < vector.length; i++) {
            matrix[from + i] += times * vector[i];
        }
    }

    static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    static void add(double[] sum, double times, double[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * vector[i];
        }
    }

    /** Where the greatest stands. */
    static int place(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
