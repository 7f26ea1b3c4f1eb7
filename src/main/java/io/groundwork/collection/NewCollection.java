package io.groundwork.collection;

/** A collection to create. */
public record NewCollection(
        String slug, String name, String description, AccessRule access, Chunking chunking, Integer freshnessDays) {}
