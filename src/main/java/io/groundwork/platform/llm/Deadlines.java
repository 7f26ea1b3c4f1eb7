package io.groundwork.platform.llm;

import java.time.Duration;

/**
 * How long a provider may take.
 *
 * @param firstToken from sending to the first piece of text
 * @param idle between two pieces
 * @param total from sending to the end
 */
public record Deadlines(Duration firstToken, Duration idle, Duration total) {

    public static final Deadlines USUAL =
            new Deadlines(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMinutes(5));
}
