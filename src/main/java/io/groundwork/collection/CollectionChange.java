package io.groundwork.collection;

import java.util.Optional;

/**
 * What to change of a collection; null leaves it.
 *
 * @param freshnessDays empty takes the limit away
 */
public record CollectionChange(String name, String description, Chunking chunking, Optional<Integer> freshnessDays) {}
