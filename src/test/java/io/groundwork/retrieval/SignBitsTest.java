package io.groundwork.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SignBitsTest {

    private static final int DIMENSIONS = Library.DIMENSIONS;

    @Test
    void aVectorHasTwoBitsPerDimension() {
        assertThat(bits(1).of(Library.vector("leave"))).hasSize(2 * DIMENSIONS).matches("[01]+");
    }

    @Test
    void theSameSeedMakesTheSameBits() {
        float[] vector = Library.vector("leave");
        assertThat(bits(1).of(vector)).isEqualTo(bits(1).of(vector));
        assertThat(bits(1).of(vector)).isNotEqualTo(bits(2).of(vector));
    }

    @Test
    void theBitsOfAKnownVectorNeverChange() {
        // Bits are kept in databases: if this fails, those that exist cannot be compared with fresh ones any more.
        assertThat(bits(20_261_121L).of(ramp()))
                .startsWith("0011010011111010100101101001100010100001111100011110011101001011");
    }

    @Test
    void theNearerTwoVectorsTheFewerBitsDiffer() {
        Random random = new Random(3);
        SignBits bits = bits(1);
        for (int i = 0; i < 20; i++) {
            float[] vector = Library.vector(random);
            float[] other = Library.vector(random);
            int near = differing(bits.of(vector), bits.of(mix(vector, other, .3f)));
            int far = differing(bits.of(vector), bits.of(mix(vector, other, .7f)));
            assertThat(near).isLessThan(far);
        }
    }

    @Test
    void whatIsTheMeanOfAllIsTakenOff() {
        float[] mean = Library.vector("everything leans this way");
        float[] vector = Library.vector("leave");
        float[] leaning = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            leaning[i] = vector[i] + mean[i];
        }
        int differing = differing(new SignBits(1, mean).of(leaning), bits(1).of(vector));
        assertThat(differing).isLessThanOrEqualTo(2);
    }

    @Test
    void aVectorOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> bits(1).of(new float[3])).isInstanceOf(IllegalArgumentException.class);
    }

    private static SignBits bits(long seed) {
        return new SignBits(seed, new float[DIMENSIONS]);
    }

    private static float[] ramp() {
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (i % 7) - 3;
        }
        return vector;
    }

    private static float[] mix(float[] one, float[] other, float share) {
        float[] mixed = new float[one.length];
        for (int i = 0; i < one.length; i++) {
            mixed[i] = (1 - share) * one[i] + share * other[i];
        }
        return mixed;
    }

    private static int differing(String one, String other) {
        int count = 0;
        for (int i = 0; i < one.length(); i++) {
            count += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return count;
    }
}
