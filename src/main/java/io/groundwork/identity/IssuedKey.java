package io.groundwork.identity;

import java.util.UUID;

/** A key at the one moment when its secret can be seen. */
public record IssuedKey(UUID id, String secret) {

    @Override
    public String toString() {
        return "IssuedKey[" + id + "]";
    }
}
