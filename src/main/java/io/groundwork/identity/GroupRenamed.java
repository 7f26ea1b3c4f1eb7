package io.groundwork.identity;

import io.groundwork.platform.kernel.Caller;

/**
 * Fired inside the transaction that renames a group. Whoever keeps a rule that names the group follows: the old name may
 * be given to another group, which the rule does not mean.
 */
public record GroupRenamed(Caller caller, String from, String to, int principal) {}
