package io.groundwork.collection;

import java.util.UUID;

/**
 * A document by its names.
 *
 * @param collection the collection's slug
 * @param version the version that can be retrieved; 0 while there is none
 */
public record DocumentRef(UUID id, String externalId, String title, String collection, int version) {}
