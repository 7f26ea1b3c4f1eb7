package io.groundwork.collection.rest;

import io.groundwork.collection.AccessEffect;

/** How many people gained and lost access. */
public record AccessCounts(int gained, int lost) {

    static AccessCounts of(AccessEffect effect) {
        return new AccessCounts(effect.gained().size(), effect.lost().size());
    }
}
