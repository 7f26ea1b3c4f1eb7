package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import java.util.UUID;

/** A document is about to be deleted. Fired inside the transaction, while its rows are still there. */
public record DocumentRemoved(Caller caller, UUID documentId) {}
