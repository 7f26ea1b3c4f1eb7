package io.groundwork.model;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A version of a fine-tuned model that a server of ours holds beside its base. It is loaded, asked from then on, replaced by
 * a later one or taken back, and unloaded once the last call to it must have ended.
 *
 * @param name under which the server knows it; no other version ever has it
 * @param path where the server found it
 */
public record Adapter(
        UUID id,
        String version,
        String name,
        String path,
        Instant loadedAt,
        Optional<Instant> replacedAt,
        Optional<Instant> unloadedAt) {

    /** Where in its life it is. */
    public enum State {
        ASKED,
        /** Nothing new is asked of it, but what was asked before may still be answered. */
        DRAINING,
        UNLOADED
    }

    public State state() {
        if (unloadedAt.isPresent()) {
            return State.UNLOADED;
        }
        return replacedAt.isPresent() ? State.DRAINING : State.ASKED;
    }
}
