package io.groundwork.model;

import io.groundwork.platform.kernel.Caller;

/**
 * Fired inside the transaction that removes a model, before it goes. Whoever sends questions to it refuses with a {@link
 * io.groundwork.platform.kernel.Problem.Conflict}.
 */
public record ModelDeleting(Caller caller, String alias) {}
