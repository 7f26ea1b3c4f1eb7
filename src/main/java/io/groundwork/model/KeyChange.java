package io.groundwork.model;

import java.util.Optional;

/** What becomes of the key with which a provider is called. A key goes in and never comes out again. */
public record KeyChange(boolean keep, Optional<String> key) {

    /** The one that is there stays, if any. */
    public static final KeyChange KEEP = new KeyChange(true, Optional.empty());

    public static final KeyChange REMOVE = new KeyChange(false, Optional.empty());

    public static KeyChange to(String key) {
        return new KeyChange(false, Optional.of(key));
    }

    @Override
    public String toString() {
        return keep ? "keep" : key.isPresent() ? "set" : "remove";
    }
}
