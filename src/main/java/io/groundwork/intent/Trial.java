package io.groundwork.intent;

/**
 * What a head that had not seen it makes of one example.
 *
 * @param label the place of its intent in the whole set
 * @param logits by the places of the whole set; negative infinity for an intent that the head did not know
 * @param foreign whether the head knew nothing of its intent
 */
record Trial(int label, float[] logits, double energy, double closeness, boolean foreign) {

    double[] shares(double temperature) {
        return SoftmaxHead.shares(logits, temperature);
    }
}
