package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.Problem;
import java.util.OptionalInt;

/** A provider replied with a status that is no answer; the cause of the problem that it became. */
public final class ProviderStatus extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ProviderStatus(int status) {
        super("the provider replied " + status);
        this.status = status;
    }

    /** The provider's status behind a problem; empty where it gave none. */
    public static OptionalInt of(Problem problem) {
        return problem.getCause() instanceof ProviderStatus replied
                ? OptionalInt.of(replied.status)
                : OptionalInt.empty();
    }
}
