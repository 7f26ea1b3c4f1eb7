package io.groundwork.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A group with its own members (usernames) and the groups that it stands under. */
public record GroupDetail(UUID id, String name, List<String> members, List<String> parents, Instant createdAt) {}
