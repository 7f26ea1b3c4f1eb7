package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;

/** What a provider can do wrong, as problems: one code for failing, one for taking too long. */
final class ProviderFailure {

    private ProviderFailure() {}

    /** It failed; what it said stays in the log's cause and is never shown. */
    static Problem.Unavailable failed(String why, Throwable cause) {
        return new Problem.Unavailable(
                Reason.UPSTREAM_FAILED, new IllegalStateException(why, cause), "platform.provider_error");
    }

    static Problem.Unavailable tooSlow(String why) {
        return new Problem.Unavailable(
                Reason.UPSTREAM_TIMEOUT, new IllegalStateException(why), "platform.provider_timeout");
    }

    static Problem.Unavailable status(int status) {
        if (status == 408 || status == 504) {
            return tooSlow("the provider replied " + status);
        }
        return failed("the provider replied " + status, null);
    }
}
