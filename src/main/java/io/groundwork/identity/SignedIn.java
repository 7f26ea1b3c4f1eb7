package io.groundwork.identity;

import io.groundwork.platform.kernel.Caller;

/** A person whose password was right, and the epoch that their session is good for. */
public record SignedIn(Caller caller, int sessionEpoch) {}
