package io.groundwork.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * One answer in the reviewer's list.
 *
 * @param state running, given, stopped or failed
 * @param answer what the person was given; empty while there is no outcome
 * @param citations how many sources it showed
 */
public record Interaction(
        UUID answerId,
        Instant at,
        String username,
        String question,
        String answer,
        String state,
        boolean abstained,
        String model,
        int citations) {}
