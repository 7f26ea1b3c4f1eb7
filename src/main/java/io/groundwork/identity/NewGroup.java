package io.groundwork.identity;

import java.util.List;

/** A group to be made, with its members' usernames and the names of the groups that it stands under. */
public record NewGroup(String name, List<String> members, List<String> parents) {}
