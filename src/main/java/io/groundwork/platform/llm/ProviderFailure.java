package io.groundwork.platform.llm;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Problem.Unavailable.Reason;
import java.util.Set;

/**
 * What a provider can do wrong, as problems: it fails, it takes too long, or it has had enough of us for now. What it said
 * stays in the log's cause and is never shown.
 */
final class ProviderFailure {

    private static final int TOO_MANY_REQUESTS = 429;
    /** Anthropic's own status for "overloaded". */
    private static final int SITE_OVERLOADED = 529;

    private static final Set<String> LIMITS =
            Set.of("rate_limit_error", "rate_limit_exceeded", "overloaded_error", "429", "529");

    private ProviderFailure() {}

    static Problem.Unavailable failed(String why, Throwable cause) {
        return failed(new IllegalStateException(why, cause));
    }

    private static Problem.Unavailable failed(RuntimeException cause) {
        return new Problem.Unavailable(Reason.UPSTREAM_FAILED, cause, "platform.provider_error");
    }

    static Problem.Unavailable tooSlow(String why) {
        return tooSlow(new IllegalStateException(why));
    }

    private static Problem.Unavailable tooSlow(RuntimeException cause) {
        return new Problem.Unavailable(Reason.UPSTREAM_TIMEOUT, cause, "platform.provider_timeout");
    }

    private static Problem.Unavailable limited(RuntimeException cause) {
        return new Problem.Unavailable(Reason.UPSTREAM_FAILED, cause, "platform.provider_limited");
    }

    static Problem.Unavailable status(int status) {
        ProviderStatus cause = new ProviderStatus(status);
        return switch (status) {
            case 408, 504 -> tooSlow(cause);
            case TOO_MANY_REQUESTS, SITE_OVERLOADED -> limited(cause);
            default -> failed(cause);
        };
    }

    /** An error that was told in mid-stream, by its type or code. */
    static Problem.Unavailable told(String kind) {
        RuntimeException cause = new IllegalStateException("the provider told of an error in mid-stream: " + kind);
        if (LIMITS.contains(kind)) {
            return limited(cause);
        }
        return kind.equals("timeout_error") ? tooSlow(cause) : failed(cause);
    }
}
