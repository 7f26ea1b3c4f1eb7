package io.groundwork.evidence;

import java.util.Optional;
import java.util.UUID;

/** The answers beside one answer in a filtered list: previous is newer, next is older, as the list shows them. */
public record Neighbours(Optional<UUID> previous, Optional<UUID> next) {}
