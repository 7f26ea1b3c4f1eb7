package io.groundwork.identity;

import java.util.List;
import java.util.Optional;

/** What is to change of a group; what is empty stays, a list replaces the one before. */
public record GroupPatch(Optional<String> name, Optional<List<String>> members, Optional<List<String>> parents) {}
