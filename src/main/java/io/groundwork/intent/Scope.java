package io.groundwork.intent;

/**
 * Tells what is like the examples from what is like none of them. Two signs are added, each in units of its spread over
 * questions that belong: how little the head makes of the question, and how far it lies from the nearest examples.
 *
 * @param energy what the first sign is over questions that belong
 * @param closeness the same of the second
 * @param threshold where it is as likely that a question belongs as that it does not
 * @param steepness how fast the likelihood changes there
 */
record Scope(Spread energy, Spread closeness, double threshold, double steepness) {

    /** Mean and standard deviation. */
    record Spread(double mean, double deviation) {

        static Spread of(double[] values) {
            double sum = 0;
            double squares = 0;
            for (double value : values) {
                sum += value;
                squares += value * value;
            }
            double mean = sum / values.length;
            return new Spread(mean, Math.sqrt(Math.max(squares / values.length - mean * mean, 1e-9)));
        }

        double units(double value) {
            return (value - mean) / deviation;
        }
    }

    /** The greater, the stranger. */
    double strangeness(double itsEnergy, double itsCloseness) {
        return energy.units(itsEnergy) - closeness.units(itsCloseness);
    }

    /** How likely a question of this strangeness is like nothing seen. */
    double outside(double strangeness) {
        return 1 / (1 + Math.exp(steepness * (threshold - strangeness)));
    }
}
