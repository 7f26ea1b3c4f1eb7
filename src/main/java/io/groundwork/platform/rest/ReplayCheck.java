package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Caller;

/** Says whether a reply that was kept for repeated requests may still be given: what it tells may have been closed since. */
public interface ReplayCheck {

    /**
     * Looks at a reply before it is given once more.
     *
     * @param path of the request, with its first slash
     * @throws io.groundwork.platform.kernel.Problem when the caller may not have it any more
     */
    void check(Caller caller, String path, byte[] body);
}
