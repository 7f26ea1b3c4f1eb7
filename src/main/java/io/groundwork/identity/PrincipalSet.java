package io.groundwork.identity;

import java.util.List;

/**
 * What a person holds at one moment, in the numbers that access rules are written in.
 *
 * @param ids everyone, the user, all groups and all held conjunctions, ascending; empty for who is nobody here
 * @param groups the names of all groups that the person is in, directly or through a child, in order
 */
public record PrincipalSet(int[] ids, List<String> groups) {

    static final PrincipalSet NOBODY = new PrincipalSet(new int[0], List.of());

    public PrincipalSet {
        groups = List.copyOf(groups);
    }
}
