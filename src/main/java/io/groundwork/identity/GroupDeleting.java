package io.groundwork.identity;

import io.groundwork.platform.kernel.Caller;

/**
 * Fired inside the transaction that removes a group, before it goes. Whoever keeps a rule that names the group refuses
 * with a {@link io.groundwork.platform.kernel.Problem.Conflict}: a deny that names nobody would open what it closed.
 */
public record GroupDeleting(Caller caller, String name, int principal) {}
