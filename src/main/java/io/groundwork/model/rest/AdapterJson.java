package io.groundwork.model.rest;

import io.groundwork.model.Adapter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** An adapter on the wire. */
public record AdapterJson(
        String version,
        String loraName,
        String path,
        String state,
        Instant loadedAt,
        Optional<Instant> replacedAt,
        Optional<Instant> unloadedAt) {

    static AdapterJson of(Adapter adapter) {
        return new AdapterJson(
                adapter.version(),
                adapter.name(),
                adapter.path(),
                adapter.state().name().toLowerCase(Locale.ROOT),
                adapter.loadedAt(),
                adapter.replacedAt(),
                adapter.unloadedAt());
    }
}
