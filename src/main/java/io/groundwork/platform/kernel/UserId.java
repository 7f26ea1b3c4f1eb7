package io.groundwork.platform.kernel;

import java.util.Objects;
import java.util.UUID;

/** A user of one tenant. */
public record UserId(UUID value) {

    public UserId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
