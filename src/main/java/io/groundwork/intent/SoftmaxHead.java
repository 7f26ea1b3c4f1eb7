package io.groundwork.intent;

/**
 * A linear layer over the embedding.
 *
 * @param intents how many there are
 * @param weights a row for each dimension of the embedding and one for the constant; in each a number for each intent
 */
record SoftmaxHead(int intents, float[] weights) {

    /**
     * What vectors of length 1 are multiplied by: weights stay of a size at which the training converges evenly, and the
     * penalty on them means the same for every embedding of length 1.
     */
    static final float SCALE = 10;

    /** One number for each intent; the greatest is the likeliest. */
    float[] logits(float[] vector) {
        float[] logits = new float[intents];
        for (int i = 0; i < vector.length; i++) {
            Vectors.addRow(logits, SCALE * vector[i], weights, i);
        }
        Vectors.addRow(logits, 1, weights, vector.length);
        return logits;
    }

    /** The intents' shares when each logit is divided by the temperature. */
    static double[] shares(float[] logits, double temperature) {
        float most = most(logits);
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            shares[i] = Math.exp((logits[i] - most) / temperature);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** How little the head makes of a vector, whatever it takes it for: the free energy of its logits. */
    static double energy(float[] logits) {
        float most = most(logits);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - most);
        }
        return -(most + Math.log(sum));
    }

    private static float most(float[] logits) {
        float most = logits[0];
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        return most;
    }
}
