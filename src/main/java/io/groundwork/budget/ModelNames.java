package io.groundwork.budget;

import io.groundwork.platform.kernel.Caller;

/** Whoever keeps the models says which there are. */
public interface ModelNames {

    /** Whether the caller's tenant has a model of exactly this alias. */
    boolean has(Caller caller, String alias);
}
