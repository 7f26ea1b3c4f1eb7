package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import java.util.UUID;

/**
 * A document now stands under another access class: it became a draft or published, got or lost a rule of its own, or
 * moved. Fired inside the transaction of the change, so that the index follows in the same commit.
 */
public record DocumentAclChanged(Caller caller, UUID documentId, int aclId) {}
