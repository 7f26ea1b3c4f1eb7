package io.groundwork.model;

import io.groundwork.platform.config.Settings;
import java.time.Duration;

/**
 * When a model that fails is left alone.
 *
 * @param window how many of the latest calls count
 * @param least how many there must be
 * @param percent how many of them must have failed
 * @param pause how long nothing is asked then
 */
record GuardSettings(int window, int least, int percent, Duration pause) {

    private static final String CIRCUIT = "groundwork.circuit.";
    private static final int MOST_CALLS = 1000;
    private static final int LONGEST_PAUSE = 3600;
    private static final int WHOLE = 100;

    static GuardSettings of(Settings settings) {
        int window = settings.number(CIRCUIT + "window", 20, 1, MOST_CALLS);
        return new GuardSettings(
                window,
                settings.number(CIRCUIT + "least.calls", Math.min(5, window), 1, window),
                settings.number(CIRCUIT + "failure.percent", 50, 1, WHOLE),
                Duration.ofSeconds(settings.number(CIRCUIT + "pause.seconds", 10, 1, LONGEST_PAUSE)));
    }
}
