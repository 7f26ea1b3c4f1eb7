package io.groundwork.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How a model fares on this node, since it was last changed or the node began.
 *
 * @param inFlight calls that are being answered
 * @param lastFailure why the latest failed call failed
 * @param lastOkAt when the latest answer was complete
 */
public record ModelHealth(Circuit circuit, int inFlight, Optional<Failure> lastFailure, Optional<Instant> lastOkAt) {

    /** Of what was never asked, or needs no network. */
    public static final ModelHealth UNTRIED = new ModelHealth(Circuit.CLOSED, 0, Optional.empty(), Optional.empty());

    /** Whether calls get through. */
    public enum Circuit {
        CLOSED,
        /** It failed too often: nothing is asked for a moment. */
        OPEN,
        /** The moment is over, and one call tries whether it answers again. */
        HALF_OPEN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param code the stable code of the problem */
    public record Failure(Instant at, String code) {}
}
