package io.groundwork.platform.llm;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a provider may take.
 *
 * @param connect to take up a connection
 * @param firstToken from sending until the answer begins: a piece of text, of a thought, or of a request to the caller
 * @param idle between two pieces
 * @param total from sending to the end
 */
public record Deadlines(Duration connect, Duration firstToken, Duration idle, Duration total) {

    public static final Deadlines USUAL =
            new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMinutes(5));

    public Deadlines {
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(firstToken, "firstToken");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(total, "total");
    }

    /** With the usual time to connect. */
    public Deadlines(Duration firstToken, Duration idle, Duration total) {
        this(Duration.ofSeconds(5), firstToken, idle, total);
    }
}
